"""Accounts: made by an organiser, never by a visitor."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Nobody can make an account from outside."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Sign-up is closed; organisers invite colleagues in the admin."""
        return False
