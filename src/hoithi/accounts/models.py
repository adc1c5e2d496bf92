import unicodedata
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from hoithi.kit.ids import PublicIdField
from hoithi.kit.text import fold, person_sort_key


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, **fields: Any) -> "Person":
        """A person with a hashed password, or with none that works."""
        password = fields.pop("password", None)
        person = self.model(**fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in, by phone or by e-mail. What they may do is in the grants, not here."""

    uid = PublicIdField()
    full_name = models.CharField(max_length=100)
    email = models.EmailField(null=True, blank=True)
    email_key = models.CharField(max_length=254, null=True, unique=True, editable=False)
    phone = models.CharField(max_length=15, null=True, blank=True, unique=True)
    phone_verified = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    USERNAME_FIELD = "uid"
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
        super().save(*args, **kwargs)


def email_key(address: str) -> str:
    """The form in which two spellings of one e-mail address are equal."""
    return unicodedata.normalize("NFKC", address).casefold().strip()
