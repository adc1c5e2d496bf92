from hoithi.documents.actions.numbering import (
    cancel_number,
    open_series,
    reserve_numbers,
    take_numbers,
    use_number,
)

__all__ = ["cancel_number", "open_series", "reserve_numbers", "take_numbers", "use_number"]
