"""The import of a WordPress export (WXR, WordPress's extended RSS).

`stream` and `wxr` read the file in passes that keep one item at a time; `mapping` turns an item
into a draft of a page; `writing` writes drafts in chunks; `linking` and `redirecting` finish.
"""
