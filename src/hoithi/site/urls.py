from django.urls import include, path

urlpatterns = [
    path("", include("hoithi.contests.public.urls")),
    path("", include("hoithi.kit.urls")),
    path("", include("hoithi.accounts.urls")),
    path("", include("hoithi.units.urls")),
    path("", include("hoithi.contests.planflow.urls")),
    path("", include("hoithi.planning.urls")),
    path("", include("hoithi.contests.grants.urls")),
    path("", include("hoithi.contests.manage.urls")),
]
