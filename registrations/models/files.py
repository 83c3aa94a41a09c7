"""Files that only some people may have: kept in the database, so that they go with whom they are of (decision 0140)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registrations.models.lessons import HandIn, Homework, Material


class StoredFile(models.Model):
    """A file as it was uploaded, after a check of its size and kind. It has no public address."""

    material = models.OneToOneField(Material, on_delete=models.CASCADE, null=True, blank=True, related_name="file")
    homework = models.OneToOneField(Homework, on_delete=models.CASCADE, null=True, blank=True, related_name="file")
    hand_in = models.OneToOneField(HandIn, on_delete=models.CASCADE, null=True, blank=True, related_name="file")
    name = models.CharField(_("name of the file"), max_length=120)
    content_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField(_("size"))
    content = models.BinaryField(_("content of the file"))
    stored_at = models.DateTimeField(_("stored at"), auto_now_add=True)

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        constraints = [
            models.CheckConstraint(
                condition=Q(material__isnull=False, homework=None, hand_in=None)
                | Q(material=None, homework__isnull=False, hand_in=None)
                | Q(material=None, homework=None, hand_in__isnull=False),
                name="registrations_file_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.name
