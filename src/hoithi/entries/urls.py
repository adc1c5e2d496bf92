from django.urls import URLPattern

from hoithi.entries.bodies.urls import urlpatterns as bodies
from hoithi.entries.counter.urls import urlpatterns as counter
from hoithi.entries.entrant.urls import urlpatterns as entrant
from hoithi.entries.likeness.urls import urlpatterns as likeness
from hoithi.entries.manage.urls import urlpatterns as manage
from hoithi.entries.personal.urls import urlpatterns as personal

# words before the names of things: "ho-so/xac-nhan-nhap-ho/" is no entry, "./so-lai/" no decision
urlpatterns: list[URLPattern] = [*bodies, *counter, *personal, *likeness, *manage, *entrant]
