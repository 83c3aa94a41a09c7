"""Limits of sectors that hold for all workshops of a round are rows of each of them."""

from django.db import transaction

from workshops.models import SectorLimit, Workshop


def copy_limits_to_round(workshop: Workshop) -> int:
    """Give every other workshop of the round the limits of this one, in place of its own; returns how many.

    A workshop with fewer places than the limits ask for gets them all the same; the page about places says so.
    """
    with transaction.atomic():
        others = Workshop.objects.filter(round_id=workshop.round_id).exclude(pk=workshop.pk)
        others = others.select_for_update(of=("self",)).order_by("pk")
        SectorLimit.objects.filter(workshop__in=others).delete()
        limits = list(SectorLimit.objects.filter(workshop=workshop))
        keys = [other.pk for other in others]
        SectorLimit.objects.bulk_create(
            SectorLimit(workshop_id=pk, sector_id=limit.sector_id, minimum=limit.minimum, maximum=limit.maximum)
            for pk in keys
            for limit in limits
        )
    return len(keys)
