"""The menu of the organisers' side."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.admin.menu import admin_menu

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def labels(rf):
    """The labels of the main menu by the name of the item."""
    request = rf.get(reverse("wagtailadmin_home"))
    request.user = UserFactory(is_superuser=True)

    def read():
        return {item.name: str(item.label) for item in admin_menu.menu_items_for_request(request)}

    return read


@pytest.mark.parametrize(("language", "label"), [("nl", "Overzichten"), ("en", "Overviews")])
def test_lists_of_wagtail_are_not_called_reports(labels, language, label):
    with override(language):
        found = labels()
    assert found["reports"] == label
    assert not {"Verslagen", "Reports"} & set(found.values())


def test_other_entries_keep_their_names_as_control(labels):
    with override("nl"):
        assert labels()["events"] == "Bijeenkomsten"


def test_capture_templates_stand_among_the_settings_and_not_alone_under_snippets(labels, rf):
    from wagtail.admin.menu import settings_menu

    request = rf.get(reverse("wagtailadmin_home"))
    request.user = UserFactory(is_superuser=True)
    with override("nl"):
        names = {str(item.label) for item in settings_menu.menu_items_for_request(request)}
        assert "snippets" not in labels(), "it would lead to one list"
    assert "Standaardformulieren voor opbrengsten" in names


def test_organisers_read_our_words_in_wagtails_place():
    from django.utils.translation import gettext

    with override("nl"):
        assert gettext("title tag") == "titel in zoekmachines"
        assert gettext("Add %(label)s") % {"label": "Datum"} == "Datum toevoegen"
    with override("en"):
        assert gettext("title tag") == "title tag"
