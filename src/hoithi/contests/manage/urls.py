"""The manage pages of a contest."""

from functools import partial

from hoithi.contests.manage.access import EDITORS, HISTORY, STAFF
from hoithi.contests.manage.views import details, history, home, listing, milestones, news, proposals, rule_pages
from hoithi.kit.routes import page

read = partial(page, who=STAFF)
form = partial(page, who=STAFF, methods=("GET", "POST"))
press = partial(page, who=STAFF, methods=("POST",))
HERE = "lam-viec/hoi-thi/<slug:slug>/"

urlpatterns = [
    read("lam-viec/hoi-thi/", listing.manage_list, name="manage_list"),
    page("lam-viec/hoi-thi/moi/", listing.manage_new, name="manage_new", who=EDITORS, methods=("GET", "POST")),
    read(HERE, home.contest_manage, name="contest_manage"),
    press(f"{HERE}cong-bo/", home.manage_announce, name="manage_announce"),
    form(f"{HERE}trang-thai/", home.manage_state, name="manage_state"),
    page(f"{HERE}chep/", listing.manage_copy, name="manage_copy", who=EDITORS, methods=("GET", "POST")),
    form(f"{HERE}thong-tin/", details.manage_details, name="manage_details"),
    form(f"{HERE}thong-tin/lien-he/", details.manage_reception, name="manage_reception"),
    form(f"{HERE}thong-tin/che-do-bao-cao/", details.manage_reporting, name="manage_reporting"),
    form(f"{HERE}moc-thoi-gian/", milestones.manage_milestones, name="manage_milestones"),
    form(f"{HERE}moc-thoi-gian/them/", milestones.manage_milestone, name="manage_milestone_new"),
    form(f"{HERE}moc-thoi-gian/<slug:uid>/", milestones.manage_milestone, name="manage_milestone"),
    form(f"{HERE}moc-thoi-gian/<slug:uid>/bo/", milestones.manage_milestone_remove, name="manage_milestone_remove"),
    form(f"{HERE}the-le/", rule_pages.manage_rules_home, name="manage_rules_home"),
    press(f"{HERE}the-le/form/xem-thu/", rule_pages.manage_form_preview, name="manage_form_preview"),
    form(f"{HERE}the-le/<slug:kind>/", rule_pages.manage_rules, name="manage_rules"),
    read(f"{HERE}tin-tuc/", news.manage_news, name="manage_news"),
    form(f"{HERE}tin-tuc/viet/", news.manage_news_item, name="manage_news_new"),
    form(f"{HERE}tin-tuc/<slug:uid>/", news.manage_news_item, name="manage_news_item"),
    press(f"{HERE}tin-tuc/<slug:uid>/dang/", news.manage_news_switch, name="manage_news_switch"),
    read(f"{HERE}de-xuat/", proposals.manage_proposals, name="manage_proposals"),
    form(f"{HERE}de-xuat/<slug:uid>/", proposals.manage_proposal, name="manage_proposal"),
    page(f"{HERE}lich-su/", history.manage_history, name="manage_history", who=HISTORY),
]
