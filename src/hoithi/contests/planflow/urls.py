from hoithi.contests.planflow import views
from hoithi.contests.planflow.access import PLAN_PEOPLE, UPLOADERS
from hoithi.kit.routes import page

_POSTS = ("GET", "POST")
urlpatterns = [
    page("lam-viec/ke-hoach/", views.plan_list, name="plan_list", who=PLAN_PEOPLE),
    page("lam-viec/ke-hoach/moi/", views.new_plan, name="plan_new", who=UPLOADERS, methods=_POSTS),
    page("lam-viec/ke-hoach/<slug:uid>/", views.review, name="plan_review", who=PLAN_PEOPLE, methods=_POSTS),
    page("lam-viec/ke-hoach/<slug:uid>/khac-gi/", views.difference, name="plan_difference", who=PLAN_PEOPLE),
    page(
        "lam-viec/ke-hoach/<slug:uid>/xac-nhan/", views.confirm, name="plan_confirm", who=PLAN_PEOPLE, methods=_POSTS
    ),
    page("lam-viec/ke-hoach/<slug:uid>/bo/", views.discard, name="plan_discard", who=UPLOADERS, methods=_POSTS),
    page("lam-viec/ke-hoach/<slug:uid>/tep/", views.plan_file, name="plan_file", who=PLAN_PEOPLE),
    page("lam-viec/hoi-thi/<slug:slug>/ke-hoach/", views.versions, name="plan_versions", who=PLAN_PEOPLE),
    page(
        "lam-viec/hoi-thi/<slug:slug>/ke-hoach/moi/", views.new_plan, name="plan_new_version", who=UPLOADERS,
        methods=_POSTS,
    ),
    page("lam-viec/hoi-thi/<slug:slug>/ke-hoach/so-sanh/", views.compare, name="plan_compare", who=PLAN_PEOPLE),
]  # fmt: skip
