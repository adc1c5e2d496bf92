"""Sessions in the database, as Django keeps them, read with a prepared question: every request asks it."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField, QuerySet
from django.utils import timezone

from hoithi.kit.prepared import given, prepared


@prepared
def _live() -> QuerySet[Session]:
    instant = given("now", DateTimeField())
    return Session.objects.filter(session_key=given("key", CharField()), expire_date__gt=instant).order_by()


class SessionStore(DatabaseStore):
    """The store of the library; only the reading is ours."""

    def _get_session_from_db(self) -> Any:
        found = _live(key=self.session_key, now=timezone.now()) if self.session_key else []
        if not found:
            self._session_key = None
            return None
        return found[0]
