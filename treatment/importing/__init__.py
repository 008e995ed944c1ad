"""The import of federal files.

`sources` reads files into records, `staging` compares them with the profiles and keeps the outcome
as rows, `applying` writes these rows in chunks. A run that was broken off goes on where it stood.
"""
