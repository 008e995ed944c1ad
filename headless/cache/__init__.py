"""Whole answers, kept until what they show has changed."""
