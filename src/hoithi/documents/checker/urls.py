from hoithi.documents.checker.access import WORKING
from hoithi.documents.checker.views import check_layout
from hoithi.kit.routes import page

urlpatterns = [
    page("lam-viec/kiem-tra-the-thuc/", check_layout, name="check_layout", who=WORKING, methods=("GET", "POST")),
]
