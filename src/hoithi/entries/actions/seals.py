"""What a sealed version is proven by: hashes over one written form, and a signed receipt."""

import hashlib
import json
from typing import Any

from django.db.models import CharField, QuerySet

from hoithi.entries.models import Entry, ReceiptKey, Submission
from hoithi.kit import signing
from hoithi.kit.clock import now
from hoithi.kit.prepared import given, prepared


def counted(version: Submission) -> dict[str, str]:
    """The instant that counts, for what is sealed and signed; nothing when it is that of the request."""
    return {"counts_at": version.counts_at.isoformat()} if version.counts_at else {}


def hashed(data: Any) -> str:
    """SHA-256 over the canonical JSON of `data`."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def sign(version: Submission, entry: Entry) -> None:
    """Puts the signed receipt into `version`, and keeps the public key that proves it."""
    signed = signing.sign(
        {
            "contest": entry.contest.uid,
            "entry": entry.uid,
            "number": entry.number,
            "version": version.number,
            "sequence": version.sequence,
            "received_at": version.received_at.isoformat(),
            "manifest": version.manifest_hash,
            "previous": version.previous_hash,
            "hash": version.hash,
            "code": version.receipt_code,
            **counted(version),
        }
    )
    version.receipt, version.signature, version.key_id = signed.payload_json, signed.signature, signed.key_id
    if not _known(key=signed.key_id):
        ReceiptKey.objects.get_or_create(
            key_id=signed.key_id, defaults={"public": signing.public_key(), "first_used_at": now()}
        )


@prepared
def _known() -> QuerySet[ReceiptKey, int]:
    return ReceiptKey.objects.filter(key_id=given("key", CharField())).values_list("pk", flat=True)
