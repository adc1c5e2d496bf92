"""Sessions in the database, as Django keeps them, read with a prepared question: every request asks it."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField, QuerySet
from django.utils import timezone

from hoithi.kit.prepared import given, prepared


@prepared
def _live() -> QuerySet[Session, str]:
    instant = given("now", DateTimeField())
    rows = Session.objects.filter(session_key=given("key", CharField()), expire_date__gt=instant).order_by()
    return rows.values_list("session_data", flat=True)


class SessionStore(DatabaseStore):
    """The store of the library; only the reading is ours."""

    def load(self) -> dict[str, Any]:
        found = _live(key=self.session_key, now=timezone.now()) if self.session_key else []
        if not found:
            self._session_key = None
        return self.decode(found[0]) if found else {}
