"""Lists of the admin on paper: the style of ours is on its pages."""

import pytest
from django.urls import reverse

from tests.factories import UserFactory


@pytest.mark.django_db
def test_pages_of_the_admin_load_the_style_for_paper(client):
    client.force_login(UserFactory(is_superuser=True))
    assert "core/css/admin" in client.get(reverse("wagtailadmin_home")).content.decode()
