"""What changed: noted in the transaction of the change, told to caches and to other systems.

- `writing`: the watch on SQL that notices every write, whoever makes it
- `pages`, `records`: which answers a written row may stand in, and what the public sees of it
- `ledger`: the rows that a change leaves, the bump after the commit, what was not confirmed
- `sync`, `cursors`: `GET /api/v2/sync/`
- `telling`: purge and webhooks
"""
