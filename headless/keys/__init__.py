"""Keys with which front ends' servers ask the API."""
