"""The locator: what a reader asks (`query`), where that is (`gazetteer`), and what is near it.

`finding.find` is the one way in, for the page and for the API. Below it: `rings` (the nearest, on
any database), `counting` (facet counts), `words` (codes as bits), `sphere` (distances), and
`indexing`, which keeps the rows that are searched.
"""
