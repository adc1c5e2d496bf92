from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import include, path

from hoithi.kit import uploads
from hoithi.kit.models import StoredFile
from hoithi.kit.routes import SIGNED_IN, page


def box(request):
    """The component, and below it the files that have come."""
    if request.method == "POST":
        for file in request.FILES.getlist("file"):
            uploads.take(file, place="thu", target="t1", by=request.actor)
        return redirect("upload_box")
    stored = StoredFile.objects.filter(created_by_id=request.actor.person_id)
    return render(request, "upload_site/page.html", {"stored": stored})


def listed(request):
    """What has come, for the tests."""
    stored = StoredFile.objects.filter(created_by_id=request.actor.person_id).order_by("pk")
    return JsonResponse({"files": list(stored.values("uid", "name", "size", "sha256"))})


urlpatterns = [
    page("thu-tai-len/", box, name="upload_box", who=SIGNED_IN, methods=("GET", "POST")),
    page("thu-tai-len/da-nhan/", listed, name="upload_listed", who=SIGNED_IN),
    path("", include("hoithi.site.urls")),
]
handler400 = "hoithi.kit.views.bad_request"
