"""One OpenAPI 3.1 document for the whole API, made from what the code says of itself.

- `operations`: how an endpoint describes itself, and where it registers that
- `schemas`: named schemas from annotations
- `blocks`, `fields`, `page_types`: schemas of StreamField blocks, of `api_fields`, of page types
- `content`: the descriptions of pages, images, documents, redirects, resolve and site
- `document`: all of it together
- `views`: `/schema/` and `/docs/`
"""
