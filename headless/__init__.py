"""The site's outward side: what the public may see, and how the API tells it."""
