from hoithi.kit import views
from hoithi.kit.routes import ANYONE, SIGNED_IN, page
from hoithi.kit.style_page import STYLE_READERS, style_page
from hoithi.kit.uploads.views import create, one

urlpatterns = [
    page("ngon-ngu/<slug:code>/", views.set_language, name="set_language", who=ANYONE),
    page("phong-cach/", style_page, name="style_page", who=STYLE_READERS),
    page("tai-len/", create, name="upload_create", who=SIGNED_IN, methods=("OPTIONS", "POST")),
    page("tai-len/<slug:uid>/", one, name="upload", who=SIGNED_IN, methods=("DELETE", "GET", "OPTIONS", "PATCH")),
]
