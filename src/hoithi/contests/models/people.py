from django.db import models
from django.utils.translation import gettext_lazy as _

from hoithi.accounts.enums import Role
from hoithi.kit.ids import PublicIdField


class RoleGrant(models.Model):
    """A person holds a role: in one contest, or in all that a body runs, or (neither) in the whole installation.

    A proposed one counts for nothing until a second person has approved it.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Chờ duyệt")
        GRANTED = "granted", _("Đã giao")
        REFUSED = "refused", _("Không duyệt")

    uid = PublicIdField()
    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="grants")
    role = models.CharField(max_length=15, choices=Role)
    contest = models.ForeignKey("contests.Contest", models.CASCADE, null=True, blank=True, related_name="grants")
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="grants")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.GRANTED)
    granted_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    granted_by_name = models.CharField(max_length=100, blank=True)
    proposed_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=("person", "starts_at"))]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


class Invitation(models.Model):
    """A link that lets one person take one role, once. Only the hash of its secret is kept."""

    uid = PublicIdField()
    token_hash = models.CharField(max_length=64, unique=True)
    full_name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    role = models.CharField(max_length=15, choices=Role)
    contest = models.ForeignKey("contests.Contest", models.CASCADE, null=True, blank=True, related_name="invitations")
    unit = models.ForeignKey("units.Unit", models.CASCADE, null=True, blank=True, related_name="invitations")
    expires_at = models.DateTimeField()
    invited_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    invited_by_name = models.CharField(max_length=100)
    created_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.full_name} {self.role}"
