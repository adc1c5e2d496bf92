from django.urls import URLPattern

from hoithi.entries.bodies.views import BODY_PEOPLE, unit_entries, unit_entry
from hoithi.kit.routes import page

urlpatterns: list[URLPattern] = [
    page("lam-viec/xac-nhan-ho-so/", unit_entries, name="unit_entries", who=BODY_PEOPLE),
    page(
        "lam-viec/xac-nhan-ho-so/<slug:uid>/", unit_entry, name="unit_entry", who=BODY_PEOPLE, methods=("GET", "POST")
    ),
]
