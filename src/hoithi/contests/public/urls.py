from hoithi.contests.public import cards, feeds, views
from hoithi.kit.routes import ANYONE, page

urlpatterns = [
    page("", views.home, name="home", who=ANYONE, cached=True),
    page("hoi-thi/", views.contest_list, name="contest_list", who=ANYONE, cached=True),
    page("hoi-thi/<slug:slug>/", views.contest_detail, name="contest_detail", who=ANYONE, cached=True),
    page("hoi-thi/<slug:slug>/ke-hoach/", views.contest_plan, name="contest_plan", who=ANYONE, cached=True),
    page("hoi-thi/<slug:slug>/ke-hoach/tep/", views.contest_plan_file, name="contest_plan_file", who=ANYONE),
    page("hoi-thi/<slug:slug>/the-le/", views.contest_rules, name="contest_rules", who=ANYONE, cached=True),
    page("hoi-thi/<slug:slug>/tin-tuc/", views.contest_news, name="contest_news", who=ANYONE, cached=True),
    page("hoi-thi/<slug:slug>/tin-tuc/<slug:uid>/", views.news_item, name="news_item", who=ANYONE, cached=True),
    page("hoi-thi/<slug:slug>/tin-tuc.xml", feeds.contest_feed, name="contest_feed", who=ANYONE, cached=True),
    page("hoi-thi/<slug:slug>/lich.ics", feeds.contest_calendar, name="contest_calendar", who=ANYONE, cached=True),
    page("hoi-thi/<slug:slug>/the-chia-se.png", cards.contest_card, name="contest_card", who=ANYONE, cached=True),
    page("tin-tuc.xml", feeds.site_feed, name="site_feed", who=ANYONE, cached=True),
    page("sitemap.xml", feeds.sitemap, name="sitemap", who=ANYONE, cached=True),
    page("robots.txt", feeds.robots, name="robots", who=ANYONE, cached=True),
]
