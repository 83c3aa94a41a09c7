"""People who sign in: organisers and their colleagues. Registrants never get an account."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who signs in to the organisers' side."""

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()
