"""What the columns of each federal format mean. A module is one format: `fits` and `read_row`."""
