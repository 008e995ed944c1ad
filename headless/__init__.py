"""The site's outward side: what the public may see, and how the API tells it."""

API_ROOT = "/api/v2/"  # where headless.urls mounts the read API
