"""The federal service codes, as data.

Codes, categories and the names of services are those of SAMHSA's National Directory of Drug and
Alcohol Use Treatment Facilities 2023 and National Directory of Mental Health Treatment Facilities
2023, sheet 'Service Code Reference' (works of the U.S. Government). The names of categories are
shortened to what a reader would say, and stand in the order in which readers ask.
"""
