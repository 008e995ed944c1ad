"""The moderators' side of reader comments, in the Wagtail admin. Services: `blog/comments/`."""
