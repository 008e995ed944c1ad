"""What every page shares: settings of the site, StreamField blocks, navigation."""
