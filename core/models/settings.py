"""How an organisation looks: name, logo, hue, sender."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="cog")
class BrandingSettings(BaseSiteSetting):
    """Name, logo, hue and sender of the organisation behind a site."""

    organisation_name = models.CharField(_("name of the organisation"), max_length=120, blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("logo"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    hue = models.CharField(
        _("action colour"),
        max_length=7,
        default="#0b5563",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Give a colour as # and six hexadecimal digits."))],
    )
    sender_name = models.CharField(_("sender's name"), max_length=120, blank=True)
    reply_to = models.EmailField(_("reply address"), blank=True)
    privacy_contact = models.EmailField(_("address for questions about personal data"), blank=True)

    class Meta:
        verbose_name = _("look and sender")
