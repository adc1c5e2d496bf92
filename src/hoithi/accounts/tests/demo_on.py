"""The site's addresses as they are with HOITHI_DEMO."""

from django.urls import include, path

from hoithi.accounts import demo_urls

urlpatterns = [path("", include("hoithi.site.urls")), *demo_urls.urlpatterns]
