"""The readers' search over everything that plugins register.

- `kinds`: what can be found, registered by the plugins
- `words`: from what a reader types to a query, with synonyms and plurals
- `finding`: the results, by kind
- `excerpts`: why a result was found
- `spelling`: what else a reader may have meant
- `views`: the results page and the suggestions
"""
