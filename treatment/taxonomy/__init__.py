"""The federal service codes, as data.

Codes, categories and the names of services are those of SAMHSA's National Directory of Drug and
Alcohol Use Treatment Facilities 2023 and National Directory of Mental Health Treatment Facilities
2023, sheet 'Service Code Reference' (works of the U.S. Government). The names of categories are
shortened to what a reader would say, and stand in the order in which readers ask. The explanations
are ours; languages and medicines for mental illness have none, because their name says it all.

`since` is the date of the first source that has a code, `retired` that of the first that dropped
it. A code is only called retired where a later source really lacks it, never because it is rare.

| source | date | against the one before |
|---|---|---|
| code sheet of the 2022 directory | 2022-01-01 | |
| code sheets of both 2023 directories | 2023-01-01 | no BMW, MMW, ULC |
| columns of the locator's export | 2025-08-01 | no GL, no AOSS; new: UBN, CT, MSNH |

The mental health sheet of 2022 was not at hand, so that `since` of its codes may be too late.
`facet` in `categories.csv` is the name by which the locator filters; categories may share one.
"""
