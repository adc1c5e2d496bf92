from hoithi.documents.actions.drafting import (
    Stale,
    approve_document,
    comment,
    create_document,
    discard_document,
    return_to_draft,
    save_document,
    submit_for_approval,
)
from hoithi.documents.actions.issuing import cancel_document, issue_document, set_audience
from hoithi.documents.actions.numbering import (
    cancel_number,
    open_series,
    reserve_numbers,
    take_numbers,
    use_number,
)
from hoithi.documents.actions.signing import attach_scan, attach_signed, sign_document
from hoithi.documents.actions.templates import (
    TEMPLATES,
    Faults,
    approve_template,
    choose_template,
    upload_template,
    withdraw_template,
)

__all__ = [
    "TEMPLATES",
    "Faults",
    "Stale",
    "approve_document",
    "approve_template",
    "attach_scan",
    "attach_signed",
    "cancel_document",
    "cancel_number",
    "choose_template",
    "comment",
    "create_document",
    "discard_document",
    "issue_document",
    "open_series",
    "reserve_numbers",
    "return_to_draft",
    "save_document",
    "set_audience",
    "sign_document",
    "submit_for_approval",
    "take_numbers",
    "upload_template",
    "use_number",
    "withdraw_template",
]
