from django.db import models
from django.utils.translation import gettext_lazy as _

from hoithi.entries.enums import AuthorState, Purpose
from hoithi.kit.ids import PublicIdField
from hoithi.kit.quick import Quick


class Author(Quick):
    """Somebody who made the solution. What the law holds dear is sealed (`kit.sealed`) and has one door each."""

    uid = PublicIdField()
    entry = models.ForeignKey("entries.Entry", models.CASCADE, related_name="authors")
    position = models.PositiveSmallIntegerField(default=1)
    person = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="authorships")
    full_name = models.CharField(max_length=100)
    represents = models.BooleanField(default=False)
    share = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)  # per cent
    birth_date = models.DateField(null=True, blank=True)
    details = models.JSONField(default=dict)  # sex, occupation, workplace, school_class, address, phone, email ...
    id_sealed = models.TextField(blank=True)
    id_key = models.CharField(max_length=64, blank=True, db_index=True)  # keyed hash: two entries of one person
    id_last = models.CharField(max_length=4, blank=True)
    bank_sealed = models.TextField(blank=True)
    ethnicity_sealed = models.TextField(blank=True)
    guardian_name = models.CharField(max_length=100, blank=True)
    guardian_phone = models.CharField(max_length=15, blank=True)
    guardian_relation = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=AuthorState, default=AuthorState.PENDING)
    answered_at = models.DateTimeField(null=True, blank=True)
    may_edit = models.BooleanField(default=False)
    invite_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    invite_ends_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                name="author_share_in_hundred",
                condition=models.Q(share__isnull=True) | models.Q(share__gte=0, share__lte=100),
            ),
            models.UniqueConstraint(
                fields=("entry", "person"), condition=models.Q(removed_at=None), name="author_person_once"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


class Consent(Quick):
    """One author (or guardian) agreed to one purpose, in the words of one version; taken back, it keeps its row."""

    class How(models.TextChoices):
        CLICK = "click", _("Bấm đồng ý")
        PAPER = "paper", _("Ký trên giấy")

    author = models.ForeignKey(Author, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose)
    words = models.PositiveSmallIntegerField()  # version of the sentence that was agreed to
    how = models.CharField(max_length=5, choices=How)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=100)
    paper = models.ForeignKey("kit.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("author", "purpose"), condition=models.Q(withdrawn_at=None), name="consent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.author_id} {self.purpose}"


class Reveal(models.Model):
    """Somebody opened a sealed value, and why; counted against a daily cap (permission matrix, note 15)."""

    author = models.ForeignKey(Author, models.CASCADE, related_name="reveals")
    what = models.CharField(max_length=12)
    by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=100)
    at = models.DateTimeField(db_index=True)
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.author_id} {self.what}"


class DataRequest(models.Model):
    """A person asks for their data or for its erasure; answered within two working days (Decree 356/2025)."""

    class Kind(models.TextChoices):
        COPY = "copy", _("Xin bản sao dữ liệu")
        ERASE = "erase", _("Xin xóa dữ liệu")

    uid = PublicIdField()
    person = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    person_name = models.CharField(max_length=100)
    kind = models.CharField(max_length=5, choices=Kind)
    words = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()  # exclusive
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=100, blank=True)
    answer = models.TextField(blank=True)
    done = models.BooleanField(null=True)  # None: not answered; False: refused, with the reason in `answer`

    class Meta:
        ordering = ("due_at",)
        constraints = [
            models.UniqueConstraint(
                fields=("person", "kind"), condition=models.Q(answered_at=None), name="data_request_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.person_name}"
