from hoithi.kit import views
from hoithi.kit.routes import ANYONE, page
from hoithi.kit.style_page import STYLE_READERS, style_page

urlpatterns = [
    page("ngon-ngu/<slug:code>/", views.set_language, name="set_language", who=ANYONE),
    page("phong-cach/", style_page, name="style_page", who=STYLE_READERS),
]
