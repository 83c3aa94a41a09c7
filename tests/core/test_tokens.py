"""Signed tokens open what they were made for, and nothing else."""

import pytest
from django.http import Http404
from django.utils import timezone

from core.enums import LinkPurpose
from core.tokens import BadToken, get_link_or_404, link_token, make_token, read_token
from tests.factories import AccessLinkFactory, EventPageFactory


def test_token_for_its_purpose_gives_the_subject():
    assert read_token("mail", make_token("mail", "abc-1")) == "abc-1"


@pytest.mark.parametrize("token", ["", "abc-1", "abc-1.", "abc-2." + make_token("mail", "abc-1").split(".")[1]])
def test_forged_token_is_refused(token):
    with pytest.raises(BadToken):
        read_token("mail", token)


def test_token_for_another_purpose_is_refused():
    with pytest.raises(BadToken):
        read_token("mail", make_token("cancel", "abc-1"))


@pytest.mark.django_db
def test_link_opens_until_it_is_revoked():
    link = AccessLinkFactory(event=EventPageFactory(), purpose=LinkPurpose.SCRIBE)
    token = link_token(link)
    assert get_link_or_404(LinkPurpose.SCRIBE, token) == link
    with pytest.raises(Http404):
        get_link_or_404(LinkPurpose.CHAIR, token)
    link.revoked_at = timezone.now()
    link.save()
    with pytest.raises(Http404):
        get_link_or_404(LinkPurpose.SCRIBE, token)
