"""How an organisation's reports look in a file: its name, its colour, its logo."""

from typing import Any

from core.models import BrandingSettings
from reports.document import Logo
from reports.models import ReportPage

_MIME = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "svg": "image/svg+xml", "gif": "image/gif"}


def document_look(page: ReportPage) -> dict[str, Any]:
    """Organisation, accent colour and logo for a document; what is not set is left to the exporter."""
    site = page.get_site()
    row = BrandingSettings.objects.filter(site=site).select_related("logo").first() if site else None
    if row is None:
        return {"organisation": site.site_name if site else ""}
    look: dict[str, Any] = {"organisation": row.organisation_name or site.site_name, "accent": row.hue}
    logo = _logo(row)
    return {**look, "logo": logo} if logo else look


def _logo(row: BrandingSettings) -> Logo | None:
    if row.logo is None:
        return None
    mime = _MIME.get(row.logo.file.name.rsplit(".", 1)[-1].lower())
    try:
        with row.logo.file.open("rb") as file:
            return Logo(file.read(), mime, row.organisation_name) if mime else None
    except (OSError, ValueError):
        return None
