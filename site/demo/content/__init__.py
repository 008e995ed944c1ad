"""The demo publisher's words and facts, as data. All of it is invented, but for cited facts."""
