"""What bodies announce to domains above that repeat a path."""

from django.dispatch import Signal

# Sent inside the transaction with `path`: everything at or below it may lie elsewhere than before.
paths_changed = Signal()
