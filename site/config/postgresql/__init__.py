"""Django's PostgreSQL backend, with an end to every wait of a process that answers requests."""
