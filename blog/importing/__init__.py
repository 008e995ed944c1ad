"""The import of a WordPress export (WXR, WordPress's extended RSS).

- `stream`, `wxr`, `records`: the file, one item at a time; `overview`: the first pass over it
- `drafts`, `body` and what they use: an item becomes the draft of a page
- `naming`, `files`: people, topics, images and documents, which drafts refer to
- `writing`, `filling`, `comments`: drafts become pages, a chunk in one transaction
- `linking`, `redirecting`: links and old addresses, when all pages are there
- `runs`: the order of it all
"""
