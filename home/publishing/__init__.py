"""Publish checks: what is wrong with a page before it goes live.

- `check`: what a check is, and what it finds
- `registry`: the checks there are; every plugin, and the project, adds its own
- `draft`: a page as it would go live, read once for all checks, by `home.blocks.walking`
- `levels`: whether a site ignores a check, warns, or blocks
- `running`: all findings of one page
- `gate`: what keeps a page with blocking findings from going live; `actions`, `refusals` and
  `middleware` stand at the ways there
- `panel`: the list in the editor
- `checks/`: the checks of this plugin, one module each
"""
