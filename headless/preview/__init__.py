"""Drafts shown by a front end: who may see which, for how long."""
