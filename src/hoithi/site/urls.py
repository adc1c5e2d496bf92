from django.urls import include, path

from hoithi.kit.routes import ANYONE, page
from hoithi.site.views import home

urlpatterns = [
    page("", home, name="home", who=ANYONE),
    path("", include("hoithi.kit.urls")),
    path("", include("hoithi.accounts.urls")),
    path("", include("hoithi.units.urls")),
]
