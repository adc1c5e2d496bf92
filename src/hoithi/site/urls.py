from django.urls import include, path

from hoithi.kit.routes import SIGNED_IN, by_first_word, page
from hoithi.site.views.work import TAKING_PART, WATCHING, contest_overview, today, work_calendar

urlpatterns = by_first_word(
    [
        path("", include("hoithi.contests.public.urls")),
        path("", include("hoithi.kit.urls")),
        path("", include("hoithi.accounts.urls")),
        path("", include("hoithi.units.urls")),
        path("", include("hoithi.contests.planflow.urls")),
        path("", include("hoithi.documents.checker.urls")),
        path("", include("hoithi.documents.certificates.urls")),
        path("", include("hoithi.documents.urls")),
        path("", include("hoithi.planning.urls")),
        path("", include("hoithi.entries.urls")),
        path("", include("hoithi.contests.grants.urls")),
        path("", include("hoithi.contests.manage.urls")),
        page("lam-viec/", today, name="today", who=SIGNED_IN),
        page("lam-viec/hoi-thi/<slug:slug>/tong-quan/", contest_overview, name="contest_overview", who=WATCHING),
        page("lam-viec/hoi-thi/<slug:slug>/lich/", work_calendar, name="work_calendar", who=TAKING_PART),
    ]
)
handler400 = "hoithi.kit.views.bad_request"
handler500 = "hoithi.kit.views.server_error"
