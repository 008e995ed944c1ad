"""Files become rows of text, within the limits; what the columns mean is not known here."""
