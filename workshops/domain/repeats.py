"""A workshop that is given again in another round: the repeats share a topic, and nobody gets one topic twice."""

from django.db.models import QuerySet

from workshops.models import Workshop


def repeatable(workshops: QuerySet[Workshop], workshop: Workshop) -> QuerySet[Workshop]:
    """The workshops of an event that this one may be a repeat of."""
    return workshops.exclude(pk=workshop.pk).select_related("round").order_by("round__starts_at", "number", "pk")


def original_of(workshop: Workshop) -> Workshop | None:
    """The first other workshop with the same topic."""
    if workshop.pk is None:
        return None
    same = Workshop.objects.filter(topic=workshop.topic).exclude(pk=workshop.pk)
    return same.order_by("round__starts_at", "pk").first()
