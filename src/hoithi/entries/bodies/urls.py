from django.urls import URLPattern

from hoithi.entries.entrant.urls import soon
from hoithi.kit.routes import SIGNED_IN, page

urlpatterns: list[URLPattern] = [page("lam-viec/xac-nhan-ho-so/", soon, name="unit_entries", who=SIGNED_IN)]
