"""The one route that exists only with HOITHI_DEMO."""

from hoithi.accounts.views.demo import demo_role
from hoithi.kit.routes import ANYONE, page

urlpatterns = [page("demo/vai/<slug:code>/", demo_role, name="demo_role", who=ANYONE, methods=("POST",))]
