"""The pattern page, in development only: every block and component with its preview value."""
