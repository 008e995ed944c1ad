"""Programs, facilities, the locator, and the federal service taxonomy."""
