"""Articles, the people who write and review them, and topics."""
