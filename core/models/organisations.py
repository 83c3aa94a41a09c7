"""Organisations, the sectors people come from, and the places of the country."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.enums import OrganisationKind, RegionKind


class Region(models.Model):
    """A part of the country in one of its three divisions."""

    kind = models.CharField(_("kind"), max_length=20, choices=RegionKind.choices)
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["kind", "name"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="core_region_unique")]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """One of the country's municipalities (CBS code, for example GM0193 Zwolle)."""

    code = models.CharField(_("code"), max_length=6, unique=True)
    name = models.CharField(_("name"), max_length=80)
    safety_region = models.ForeignKey(
        Region, verbose_name=_("safety region"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    programme_region = models.ForeignKey(
        Region, verbose_name=_("programme region"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_central = models.BooleanField(_("central municipality"), default=False)

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """An organisation under its present name. What it was called at an event stands with the event."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind.choices, default=OrganisationKind.OTHER)
    homepage = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Sector(models.Model):
    """Where people come from ("Ik kom vanuit…"): a tree of at most two levels.

    ``people`` names the people of this sector inside a sentence, in the plural and without an
    article: "gemeentelijke beleidsmedewerkers".
    """

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    people = models.CharField(
        _("its people, in a sentence"),
        max_length=120,
        help_text=_("Plural, without an article, for example: municipal policy officers."),
    )
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    people_en = models.CharField(
        _("its people, in an English sentence"),
        max_length=120,
        blank=True,
        help_text=_("For reports in English. Empty: the Dutch words."),
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        """The name in the language of a text."""
        return self.name_en if language == "en" and self.name_en else self.name

    def people_in(self, language: str) -> str:
        """Its people in a sentence of that language."""
        return self.people_en if language == "en" and self.people_en else self.people


class Venue(models.Model):
    """A place where meetings are held."""

    name = models.CharField(_("name"), max_length=160)
    street_address = models.CharField(_("street and number"), max_length=160, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    website = models.URLField(_("website"), blank=True)
    accessibility = models.TextField(_("accessibility"), blank=True)
    directions = models.TextField(_("how to get there"), blank=True)

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The address on one line; empty parts are left out."""
        town = " ".join(part for part in (self.postal_code, self.city) if part)
        return ", ".join(part for part in (self.street_address, town) if part)
