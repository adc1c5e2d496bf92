from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2Hasher(Argon2PasswordHasher):
    """argon2id with 19 MiB and two passes: 29 ms of one core, so that a morning of sign-ins does not stop the site."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
