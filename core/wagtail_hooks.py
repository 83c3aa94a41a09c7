"""Reference data that every organiser shares, in Wagtail's admin for whoever has the model's permissions."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.models import Organisation, Sector, Venue


class VenueViewSet(SnippetViewSet):
    """Places where meetings are held."""

    model = Venue
    icon = "home"
    menu_order = 100
    list_display = ["name", "city"]
    search_fields = ["name", "city"]
    panels = [
        FieldPanel("name"),
        FieldPanel("street_address"),
        FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
        FieldPanel("website"),
        FieldPanel("directions"),
        FieldPanel("accessibility"),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
    ]


class OrganisationViewSet(SnippetViewSet):
    """Organisations under their present name."""

    model = Organisation
    icon = "group"
    menu_order = 110
    list_display = ["name", "kind"]
    list_filter = ["kind"]
    search_fields = ["name", "short_name"]
    panels = [
        FieldPanel("name"),
        FieldPanel("short_name"),
        FieldPanel("kind"),
        FieldPanel("homepage"),
    ]


class SectorViewSet(SnippetViewSet):
    """Where people come from."""

    model = Sector
    icon = "tag"
    menu_order = 120
    list_display = ["name", "parent", "people"]
    search_fields = ["name"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("people"),
        FieldPanel("name_en"),
        FieldPanel("people_en"),
        FieldPanel("parent"),
        FieldPanel("position"),
    ]


class ReferenceDataGroup(SnippetViewSetGroup):
    """One entry in the menu for all of it."""

    menu_label = _("Reference data")
    menu_icon = "list-ul"
    menu_order = 500
    items = (VenueViewSet, OrganisationViewSet, SectorViewSet)


register_snippet(ReferenceDataGroup)


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    """Long titles on a phone, and every list of the admin on paper."""
    return format_html('<link rel="stylesheet" href="{}">', static("core/css/admin.css"))


@hooks.register("insert_global_admin_js")
def admin_js() -> SafeString:
    """Names for what is typed in."""
    return format_html('<script src="{}"></script>', static("core/js/rich-text-names.js"))
