"""A report with a quote and somebody to ask about it."""

import json

from django.apps import apps
from django.core import serializers
from django.db import connection
from django.urls import reverse

from core.tokens import link_token
from reports.domain.quoting.asking import ask_about_quote, links_of
from reports.models import QuoteConsent, ReportPage
from tests.reports.signoff import draft
from workshops.models import Quote

WORDS = "De kanarie zong dat niemand ooit naar de bankpas vroeg."
CANARY = "kanarie zong"
ASKED = {"name": "Robin", "email": "robin@example.org"}
EMPTY_FORMSET = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}


def quoting(*, text: str = WORDS, live: bool = False) -> tuple[ReportPage, str]:
    """A draft with one quote of a captured card, and the id of its block."""
    page = draft()
    stored = list(page.body.raw_data)
    block = next(child for child in stored if child["type"] == "quote")
    Quote.objects.filter(uid=block["value"]["source"].removeprefix("quote:")).update(text=text)
    block["value"] = {**block["value"], "text": text}
    page.body = json.dumps(stored)
    page.save_revision()
    if live:
        page.get_latest_revision().publish()
        page = ReportPage.objects.get(pk=page.pk)
    return page, block["id"]


def address_of(consent: QuoteConsent) -> str:
    return reverse("reports:quoted", args=[link_token(links_of(consent).usable().get())])


def asked(page: ReportPage, block: str) -> QuoteConsent:
    return ask_about_quote(page, block, **ASKED, actor=None)


def live_text(client, page: ReportPage) -> str:
    return client.get(page.url).content.decode()


def everything() -> str:
    """All rows of all tables, as text."""
    models = [model for model in apps.get_models() if model._meta.managed]
    rows = (serializers.serialize("json", model._default_manager.all(), ensure_ascii=False) for model in models)
    return "\n".join(rows)


def raw_tables() -> str:
    """The tables as they are, the search index of SQLite included."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("wagtailsearch"):
                cursor.execute(f'SELECT * FROM "{table}"')
                found.append(repr(cursor.fetchall()))
    return "\n".join(found)
