"""What the plugin says to whoever listens."""

from django.dispatch import Signal

# Many facilities were written at once, past their `save()`; sent within the transaction.
# Argument: facility_ids, a list of primary keys.
facilities_changed = Signal()
