import unicodedata
from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from hoithi.kit.ids import PublicIdField
from hoithi.kit.quick import Quick
from hoithi.kit.text import fold, person_sort_key

LONGEST_PASSWORD = 128


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, **fields: Any) -> "Person":
        """A person with a hashed password, or with none that works. `email_verified`: who asks has seen proof of it."""
        password = fields.pop("password", None)
        verified = fields.pop("email_verified", False)
        person = self.model(**fields)
        person.set_password(password)
        person.save(using=self._db)
        if person.email:
            EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=verified)
        return person


class Person(Quick, AbstractBaseUser):
    """Somebody who signs in, by phone or by e-mail. What they may do is in the grants, not here."""

    uid = PublicIdField()
    full_name = models.CharField(max_length=100)
    email = models.EmailField(null=True, blank=True)
    email_key = models.CharField(max_length=254, null=True, unique=True, editable=False)
    phone = models.CharField(max_length=15, null=True, blank=True, unique=True)
    phone_verified = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    grants_read: list[Any] | None = None  # by whoever read the person of a request and its grants in one query

    USERNAME_FIELD = "uid"
    EMAIL_FIELD = "email"
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="person_can_be_reached",
                condition=models.Q(email__isnull=False) | models.Q(phone__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email, self.phone = self.email or None, self.phone or None
        self.email_key = email_key(self.email) if self.email else None
        self.search_key = f"{fold(self.full_name)} {fold(self.email or '')} {self.phone or ''}"[:300]
        self.sort_key = person_sort_key(self.full_name)[:400]
        if (named := kwargs.get("update_fields")) and {"email", "phone", "full_name"} & set(named):
            kwargs["update_fields"] = {*named, "email_key", "search_key", "sort_key"}
        super().save(*args, **kwargs)

    def set_password(self, raw_password: str | None) -> None:
        """The same password typed on a keyboard that composes its letters otherwise is the same password."""
        super().set_password(raw_password and unicodedata.normalize("NFC", raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        return super().check_password(raw_password and unicodedata.normalize("NFC", raw_password))


def email_key(address: str) -> str:
    """The form in which two spellings of one e-mail address are equal."""
    return unicodedata.normalize("NFKC", address).casefold().strip()


class LoginSlip(models.Model):
    """A printed code that lets one person in once, for those who have no e-mail. Only a keyed hash of it is kept.

    `number` is the part of the code that finds the slip, so that wrong guesses are counted against it.
    """

    uid = PublicIdField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="slips")
    number = models.CharField(max_length=4, unique=True)
    code_hash = models.CharField(max_length=64)
    printed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    printed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-printed_at",)

    def __str__(self) -> str:
        return f"{self.number} {self.person_id}"


class SecondFactorReset(models.Model):
    """Somebody lost phone and spare codes: one person asks to take their second factor away, another agrees."""

    uid = PublicIdField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="resets")
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.asked_at}"


class Try(models.Model):
    """One attempt to sign in that has not succeeded, counted by account and by network address."""

    key = models.CharField(max_length=64)  # a keyed hash: no list of who tried to be whom
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=("key", "at"))]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.at}"


class DemoRole(models.Model):
    """A person of the sample data whom a visitor of a demo may become with one click. Read only with HOITHI_DEMO."""

    code = models.SlugField(max_length=40, unique=True)
    label = models.CharField(max_length=100)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.label
