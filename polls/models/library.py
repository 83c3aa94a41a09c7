"""The library: sets of questions that an organisation keeps for its next meetings.

An organisation is the page that holds its meetings, as with the sets of questions for the registration form.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionSet(models.Model):
    """Questions to copy into a meeting, as ``polls.domain.library`` writes them: no results, no rounds."""

    home = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("title"), max_length=160)
    questions = models.JSONField(_("questions"), default=list)
    saved_at = models.DateTimeField(_("saved at"), auto_now=True)

    class Meta:
        verbose_name = _("set of questions")
        verbose_name_plural = _("sets of questions")
        ordering = ["title", "pk"]
        constraints = [models.UniqueConstraint(fields=["home", "title"], name="polls_question_set_unique")]

    def __str__(self) -> str:
        return self.title
