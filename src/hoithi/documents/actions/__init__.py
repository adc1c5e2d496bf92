from hoithi.documents.actions.certificates import (
    StaleRun,
    approve_run,
    cancel_certificate,
    discard_run,
    draft_run,
    issue_run,
    return_run,
    save_run,
    submit_run,
)
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
from hoithi.documents.actions.forgetting import forget_person
from hoithi.documents.actions.issuing import cancel_document, issue_document, set_audience
from hoithi.documents.actions.numbering import (
    cancel_number,
    open_series,
    reserve_numbers,
    take_numbers,
    use_number,
)
from hoithi.documents.actions.signing import attach_scan, attach_signed, sign_document, withdraw_signed
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
    "StaleRun",
    "approve_document",
    "approve_run",
    "approve_template",
    "attach_scan",
    "attach_signed",
    "cancel_certificate",
    "cancel_document",
    "cancel_number",
    "choose_template",
    "comment",
    "create_document",
    "discard_document",
    "discard_run",
    "draft_run",
    "forget_person",
    "issue_document",
    "issue_run",
    "open_series",
    "reserve_numbers",
    "return_run",
    "return_to_draft",
    "save_document",
    "save_run",
    "set_audience",
    "sign_document",
    "submit_for_approval",
    "submit_run",
    "take_numbers",
    "upload_template",
    "use_number",
    "withdraw_signed",
    "withdraw_template",
]
