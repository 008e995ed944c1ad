"""What editors keep 25,000 profiles true with: lists, bulk edits, tickets, a map, a report."""
