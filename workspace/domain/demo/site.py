"""The site, the organisations, the sectors and the person who signs in."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Page, Site

from core.domain.geography import load_geography
from core.models import BrandingSettings, Organisation, Sector, User
from events.models import EventIndexPage
from workspace.demo.organisations import ORGANISATIONS, SECTORS

LOGIN, PASSWORD = "demo", "plenair-demo"  # the demo's own, printed on purpose


def load_site() -> EventIndexPage:
    """The home page of the demo, with everything that events refer to."""
    with transaction.atomic():
        load_geography()
        load_organisations()
        load_sectors()
        home = load_home()
        load_login(home)
    return home


def load_organisations() -> dict[str, Organisation]:
    """Organisations by their short name."""
    return {
        short: Organisation.objects.get_or_create(name=name, defaults={"short_name": short, "kind": kind})[0]
        for name, short, kind in ORGANISATIONS
    }


def load_sectors() -> dict[str, Sector]:
    """Sectors by their slug, parents first."""
    sectors: dict[str, Sector] = {}
    for position, (slug, (name, people, name_en, people_en, parent)) in enumerate(SECTORS.items()):
        sectors[slug], _ = Sector.objects.get_or_create(
            slug=slug,
            defaults={
                "name": name,
                "people": people,
                "name_en": name_en,
                "people_en": people_en,
                "parent": sectors[parent] if parent else None,
                "position": position,
            },
        )
    return sectors


def load_home() -> EventIndexPage:
    """The overview of events as the root of the one site; Wagtail's welcome page makes way."""
    home = EventIndexPage.objects.filter(slug="bijeenkomsten").first()
    if home is None:
        root = Page.objects.get(depth=1)
        home = root.add_child(
            instance=EventIndexPage(
                title="Bijeenkomsten",
                slug="bijeenkomsten",
                introduction="<p>Landelijke bijeenkomsten en masterclasses over de aanpak van huiselijk geweld.</p>",
            )
        )
        home.save_revision().publish()
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    welcome = site.root_page if site.root_page_id else None
    site.root_page, site.site_name = home, "Plenair"
    site.save()
    if welcome and welcome.pk != home.pk and welcome.depth == 2 and not welcome.get_children().exists():
        welcome.delete()
    BrandingSettings.objects.get_or_create(
        site=site,
        defaults={
            "organisation_name": "Plenair",
            "sender_name": "Plenair (demo)",
            "privacy_contact": "privacy@plenair.example",
        },
    )
    return home


def load_login(home: EventIndexPage) -> User:
    """A person who may do everything, and a team that may edit the pages under this home only."""
    team, _ = Group.objects.get_or_create(name="Organisatoren (demo)")
    team.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.get_or_create(
            group=team, page=home, permission=Permission.objects.get(codename=codename)
        )
    user, is_new = User.objects.get_or_create(
        username=LOGIN, defaults={"is_staff": True, "is_superuser": True, "first_name": "Demo", "last_name": "Plenair"}
    )
    if is_new:
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    user.groups.add(team)
    return user
