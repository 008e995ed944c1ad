"""A small publisher, invented, that fills the site with something to look at. Development only."""
