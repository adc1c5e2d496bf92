from django.urls import URLPattern

from hoithi.entries.bodies.urls import urlpatterns as bodies
from hoithi.entries.counter.urls import urlpatterns as counter
from hoithi.entries.entrant.urls import urlpatterns as entrant
from hoithi.entries.manage.urls import urlpatterns as manage
from hoithi.entries.personal.urls import urlpatterns as personal

urlpatterns: list[URLPattern] = [*entrant, *bodies, *manage, *counter, *personal]
