"""Making one registration of two that are the same person. Nobody is oversold: a seat can only come free.

The row with the better state stays, with its link; the other's link opens it from now on. Attendance, answers,
history, notes and workshops come together. What cannot go together goes: one place per round, one answer per
question. It cannot be undone, so a person says field by field what stays.
"""

from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from events.models import EventPage
from registrations.domain.apart import pairs_of
from registrations.domain.duplicates import Alike, LikelyPair, Somebody, find_pairs
from registrations.domain.errors import RegistrationError
from registrations.domain.history import note_history
from registrations.domain.ranking import OPEN_RANKING
from registrations.domain.waiting import give_what_is_free, lock_event
from registrations.enums import HistoryKind, PhotoConsent
from registrations.enums import RegistrationState as State
from registrations.models import FormerLink, KeepApart, Needs, Place, Registration, TwoPeople

FIELDS = (
    "name",
    "email",
    "organisation_name",
    "function",
    "sector",
    "badge_name",
    "companion_name",
    "contact_person",
    "language",
)
# What goes along with a field that was chosen.
_WITH = {"email": ("email_key",), "organisation_name": ("organisation", "municipality")}
_BEST_FIRST = (State.CONFIRMED, State.OFFERED, State.PENDING, State.WAITLISTED)


def likely_pairs(event: EventPage) -> list[tuple[Registration, Registration, Alike]]:
    """The running registrations that may be one person, without those that somebody called two. Three queries."""
    people = {
        item.pk: item for item in Registration.objects.active().filter(event=event).select_related("event", "sector")
    }

    found = find_pairs(Somebody(item.pk, item.name, item.email, item.organisation_name) for item in people.values())
    two = set(TwoPeople.objects.filter(first__event=event).values_list("first_id", "second_id"))
    two |= set(KeepApart.objects.filter(first__event=event).values_list("first_id", "second_id"))
    return [(people[pair.first], people[pair.second], pair.why) for pair in found if _key(pair) not in two]


def _key(pair: LikelyPair) -> tuple[int, int]:
    return pair.first, pair.second


def call_two_people(one: Registration, other: Registration) -> None:
    """Remember that these are two people."""
    first, second = sorted((one.pk, other.pk))
    TwoPeople.objects.get_or_create(first_id=first, second_id=second)


def merge_registrations(
    one: Registration, other: Registration, *, from_other: Collection[str] = (), actor: str
) -> Registration:
    """Make one registration of two; ``from_other`` names the fields that stay from ``other``, ``workshops`` too.

    Raises RegistrationError for two of different events, for one that does not come, and for two who are kept apart.
    """
    with transaction.atomic():
        lock_event(one.event_id)
        rows = Registration.objects.select_for_update().in_bulk([one.pk, other.pk])
        if len(rows) < 2 or one.event_id != other.event_id or not all(row.is_active for row in rows.values()):
            raise RegistrationError(_("These two can no longer be merged."))
        if rows[other.pk].email_key in {partner.other.email_key for partner in pairs_of(rows[one.pk])}:
            raise RegistrationError(_("These two are kept apart, so they are two people."))
        chosen = {name: getattr(rows[other.pk if name in from_other else one.pk], name) for name in FIELDS}
        for name, others in _WITH.items():
            source = rows[other.pk if name in from_other else one.pk]
            chosen |= {extra: getattr(source, extra) for extra in others}
        kept, gone = sorted(rows.values(), key=lambda row: (_BEST_FIRST.index(State(row.state)), row.pk))
        chosen |= _least_exposure(kept, gone)
        takes_workshops = ("workshops" in from_other) == (gone.pk == other.pk)
        _bring_together(kept, gone, takes_workshops=takes_workshops)
        note = _("%(name)s, %(email)s, %(state)s") % {
            "name": gone.name,
            "email": gone.email or "–",
            "state": gone.get_state_display(),
        }
        if chosen["email_key"] == gone.reference:  # no address was chosen
            chosen["email_key"] = kept.reference
        FormerLink.objects.create(reference=gone.reference, registration=kept)
        gone.delete()
        for name, value in chosen.items():
            setattr(kept, name, value)
        kept.calendar_sequence = max(kept.calendar_sequence, gone.calendar_sequence) + 1
        kept.save()
        note_history(kept, HistoryKind.MERGED, actor=actor, note=note)
        give_what_is_free(kept.event_id)
    return kept


def _least_exposure(kept: Registration, gone: Registration) -> dict[str, Any]:
    """What one of the two did not want is not done; what one of them asked for is."""
    consents = {kept.photo_consent, gone.photo_consent}
    photo = next((answer for answer in (PhotoConsent.NO, PhotoConsent.YES) if answer in consents), PhotoConsent.UNKNOWN)
    return {
        "photo_consent": photo,
        "shares_contact": kept.shares_contact and gone.shares_contact,
        "asks_contact_person": kept.asks_contact_person or gone.asks_contact_person,
    }


def _bring_together(kept: Registration, gone: Registration, *, takes_workshops: bool) -> None:
    """Hang on the one what hangs on the other; what the one has already goes with the other."""
    _merge_places(kept, gone, takes_workshops=takes_workshops)
    _merge_needs(kept, gone)
    _merge_apart(kept, gone)
    answered = set(kept.answers.values_list("question_id", flat=True))
    gone.answers.exclude(question_id__in=answered).update(registration=kept)
    handled = {"places", "preferences", "needs", "answers", "workshop_waits"}
    for relation in Registration._meta.get_fields(include_hidden=True):
        is_ours = isinstance(relation, models.ManyToOneRel) and relation.related_model not in (KeepApart, TwoPeople)
        if is_ours and relation.name not in handled:
            _move_rows(relation, kept, gone)


def _move_rows(relation: Any, kept: Registration, gone: Registration) -> None:
    """Each row on its own: one that the other has already stays behind and goes."""
    name = relation.field.name
    for row in relation.related_model._base_manager.filter(**{name: gone}).order_by("pk"):
        try:
            with transaction.atomic():
                type(row)._base_manager.filter(pk=row.pk).update(**{name: kept})
        except IntegrityError:
            continue


def _merge_places(kept: Registration, gone: Registration, *, takes_workshops: bool) -> None:
    """One place per round, as somebody chose; a place that moves was counted already."""
    if kept.state != State.CONFIRMED:
        gone.preferences.exclude(workshop_id__in=kept.preferences.values("workshop_id")).update(registration=kept)
        return
    if not kept.preferences.filter(OPEN_RANKING).exists():
        gone.preferences.filter(OPEN_RANKING).update(registration=kept)
    loser, winner = (kept, gone) if takes_workshops else (gone, kept)
    loser.places.filter(round_id__in=winner.places.values_list("round_id", flat=True), is_fixed=False).delete()
    rounds = set(Place.objects.filter(registration=kept).values_list("round_id", flat=True))
    gone.places.exclude(round_id__in=rounds).update(registration=kept)
    waits = set(kept.workshop_waits.values_list("round_id", flat=True))
    gone.workshop_waits.exclude(round_id__in=waits).update(registration=kept)


def _merge_needs(kept: Registration, gone: Registration) -> None:
    """What either of them needs."""
    mine, theirs = Needs.objects.filter(registration=kept).first(), Needs.objects.filter(registration=gone).first()
    if theirs is None:
        return
    if mine is None:
        Needs.objects.filter(pk=theirs.pk).update(registration=kept)
        return
    mine.access = "\n".join(dict.fromkeys(text for text in (mine.access, theirs.access) if text))
    mine.diet = "; ".join(dict.fromkeys(text for text in (mine.diet, theirs.diet) if text))[:200]
    mine.save(update_fields=["access", "diet"])


def _merge_apart(kept: Registration, gone: Registration) -> None:
    """From whom the one is kept apart, the other is as well."""
    for pair in KeepApart.objects.filter(models.Q(first=gone) | models.Q(second=gone)):
        partner = pair.second_id if pair.first_id == gone.pk else pair.first_id
        first, second = sorted((kept.pk, partner))
        KeepApart.objects.get_or_create(first_id=first, second_id=second, defaults={"note": pair.note})
