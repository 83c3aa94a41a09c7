"""What every page has: forms with errors at the field, languages, colours, error pages, privacy."""

import json
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.utils.html import escape
from django.views.csrf import csrf_failure
from wagtail.models import Site

from core.models import BrandingSettings
from core.privacy import kept_data

ROOT = Path(__file__).resolve().parents[2]


class ExampleForm(forms.Form):
    name = forms.CharField(label="Naam", max_length=10, help_text="Zoals in uw paspoort.")
    kind = forms.ChoiceField(label="Soort", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Akkoord")
    remark = forms.CharField(label="Opmerking", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def rendered(data=None):
    return Template("{{ form }}").render(Context({"form": ExampleForm(data)}))


def test_field_has_its_label_above_and_its_help_and_error_described():
    html = rendered({"name": "", "kind": "", "secret": "s"})
    assert html.index('<label class="field__label" for="id_name">') < html.index('<input type="text" name="name"')
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_summary_links_to_each_field_and_to_the_first_choice_of_a_group():
    html = rendered({"name": ""})
    assert 'href="#id_name"' in html
    assert 'href="#id_kind_0"' in html
    assert 'id="id_kind_0"' in html


def test_group_of_choices_is_a_fieldset_with_its_question_as_legend():
    html = rendered()
    assert "<legend>Soort" in html


def test_only_what_is_not_required_says_so():
    assert rendered().count("niet verplicht") == 1


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "x" * 300, '"quoted"'])
def test_form_keeps_what_was_typed_as_text(typed):
    html = rendered({"name": typed})
    assert "<script>" not in html
    assert forms.CharField().widget.render("name", typed).split("value=")[1].split('"')[1] in html


def test_qr_code_has_a_name_and_only_the_codes_own_markup():
    html = Template("{% load qr %}{% qr_svg address label %}").render(
        Context({"address": "https://plenair.example/doe-mee/123456/", "label": 'Code "123456" <b>'})
    )
    assert 'role="img" aria-label="Code &quot;123456&quot; &lt;b&gt;"' in html
    assert html.count("<svg") == 1


@pytest.mark.django_db
def test_language_is_remembered_and_leads_back(client):
    response = client.post("/taal/", {"language": "en", "next": "/privacy/"})
    assert response["Location"] == "/privacy/"
    assert b'lang="en"' in client.get("/privacy/").content


@pytest.mark.django_db
@pytest.mark.parametrize("back", ["https://elders.example/", "//elders.example", "javascript:alert(1)", ""])
def test_language_switch_never_leads_to_another_site(client, back):
    assert client.post("/taal/", {"language": "en", "next": back})["Location"] == "/"


@pytest.mark.django_db
def test_unknown_language_is_ignored_and_get_changes_nothing(client):
    assert settings.LANGUAGE_COOKIE_NAME not in client.post("/taal/", {"language": "xx"}).cookies
    assert client.get("/taal/?language=en").status_code == 405


@pytest.mark.django_db
def test_page_names_the_organisation_and_its_colours(client):
    site = Site.objects.get(is_default_site=True)
    assert b"huisstijl.css" not in client.get("/privacy/").content
    BrandingSettings.objects.create(site=site, organisation_name="Gemeente Voorbeeld", hue="#ffd400")
    body = client.get("/privacy/").content.decode()
    assert "Gemeente Voorbeeld" in body
    assert "/huisstijl.css?v=ffd400" in body
    response = client.get("/huisstijl.css?v=ffd400")
    assert response["Content-Type"] == "text/css"
    assert b"--plenair-action: #" in response.content


@pytest.mark.django_db
def test_missing_page_is_dutch_and_strict(client):
    response = client.get("/bestaat-niet/")
    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.content.decode()
    assert "unsafe-inline" not in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_page_without_a_form_of_its_own_sets_no_cookie(client):
    assert not client.get("/privacy/").cookies


@pytest.mark.django_db
def test_form_without_its_proof_gets_a_dutch_explanation(rf):
    response = csrf_failure(rf.post("/aanmelden/1/"))
    assert response.status_code == 403
    assert "Het formulier kon niet worden verstuurd" in response.content.decode()


@pytest.mark.django_db
def test_error_page_needs_nothing_to_work():
    from django.template.loader import render_to_string

    body = render_to_string("500.html")
    assert "Er ging iets mis aan onze kant" in body
    assert "<script" not in body
    assert "style=" not in body


@pytest.mark.django_db
def test_privacy_page_tells_what_the_registry_declares(client):
    body = client.get("/privacy/").content.decode()
    groups = kept_data()
    assert groups
    purposes = [fields.purpose for kept in groups for part in kept.groups for fields in part.fields]
    assert all(escape(purpose) in body for purpose in purposes)
    assert "<strong>naam, " in body


@pytest.mark.django_db
def test_robots_stay_away_from_personal_addresses(client):
    body = client.get("/robots.txt").content.decode()
    assert "Disallow: /mijn-plek/" in body
    assert "Disallow: /stem/" in body


def test_every_vendored_file_is_there_with_its_licence_and_none_is_unlisted():
    entries = json.loads((ROOT / "core/static/core/vendor.json").read_text())
    listed = {name for entry in entries for name in entry["files"]}
    assert all((ROOT / entry["licence_file"]).is_file() and entry["version"] for entry in entries)
    assert all((ROOT / name).is_file() for name in listed)
    folders = ["core/static/core/fonts", "core/fonts", "tests/vendor", "registrations/static/registrations/vendor"]
    kinds = {".woff2", ".ttf", ".js"}
    present = {
        str(path.relative_to(ROOT)) for folder in folders for path in (ROOT / folder).iterdir() if path.suffix in kinds
    }
    assert present == listed
