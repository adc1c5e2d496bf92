from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from hoithi.kit.ids import PublicIdField
from hoithi.kit.quick import Quick
from hoithi.kit.text import fold, sort_key


class UnitKind(models.Model):
    """A kind of body (commune, department, school, ...): data, since the State changes its tiers."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    is_territory = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name


class Unit(Quick):
    """A body in the tree. Names repeat and change, the code does not; a body that ceased keeps its row."""

    uid = PublicIdField()
    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=200)
    kind = models.ForeignKey(UnitKind, models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=255, editable=False, db_index=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)  # the first day on which it no longer exists
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    search_key = models.CharField(max_length=2000, editable=False)  # name, code and aliases, folded
    sort_key = models.CharField(max_length=500, editable=False, db_index=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("sort_key",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the keys; a new row takes its path below its parent. Moving a body is the verb `move_unit`."""
        names = [self.name, self.code, *([alias.name for alias in self.aliases.all()] if self.pk else [])]
        self.search_key = " | ".join(fold(name) for name in names)[:2000]
        self.sort_key = sort_key(self.name)[:500]
        if self.pk is None:
            super().save(*args, **kwargs)
            self.path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
            super().save(update_fields=["path"])
        else:
            super().save(*args, **kwargs)


class UnitAlias(models.Model):
    """Another name under which papers call a body: short, old, or as a scanner misread it."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    used_until = models.DateField(null=True, blank=True)  # was the official name until the day before this one
    search_key = models.CharField(max_length=300, editable=False, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("unit", "name"), name="unit_alias_once")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = fold(self.name)
        super().save(*args, **kwargs)


class Succession(models.Model):
    """On a day, (a part of) one body went over into another: thirteen became five."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="succeeded_by")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="succeeds")
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("predecessor", "successor"), name="succession_once")]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Member(models.Model):
    """Somebody of a body: its head, a member, or the focal point; perhaps without an account yet."""

    class Duty(models.TextChoices):
        HEAD = "head", _("Thủ trưởng")
        FOCAL_POINT = "focal_point", _("Đầu mối")
        MEMBER = "member", _("Thành viên")

    uid = PublicIdField()
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="members")
    person = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="memberships")
    full_name = models.CharField(max_length=100)
    title = models.CharField(max_length=150, blank=True)
    duty = models.CharField(max_length=15, choices=Duty, default=Duty.MEMBER)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("duty", "full_name")

    def __str__(self) -> str:
        return self.full_name


class Proposal(models.Model):
    """A change that somebody asks for and another decides: the call of a verb, kept as data."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ duyệt")
        APPROVED = "approved", _("Đã duyệt")
        REFUSED = "refused", _("Không duyệt")

    uid = PublicIdField()
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="proposals")
    change = models.CharField(max_length=20)  # a key of `actions.proposals.CHANGES`
    data = models.JSONField(default=dict)
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    proposed_by_name = models.CharField(max_length=100)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    decided_by_name = models.CharField(max_length=100, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ("-proposed_at", "-pk")

    def __str__(self) -> str:
        return f"{self.change} {self.state}"
