"""Wagtail's v3 API for editors' tools, behind one adapter: nothing else imports it."""
