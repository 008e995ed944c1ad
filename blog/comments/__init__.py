"""Reader comments without HTTP: what is taken, what is held, who decides, how they are shown."""
