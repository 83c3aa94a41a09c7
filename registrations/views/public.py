"""Public pages: register, what comes after, and asking for a lost link."""

from django.conf import settings
from django.core import signing
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from core.pages import open_to_all
from core.prepared import PreparedQuery
from events.models import EventPage
from registrations.domain.admission import Admission
from registrations.domain.errors import NotAdmitted, PlacesTaken, RegistrationError, SeatsTaken
from registrations.domain.limits import may_submit
from registrations.domain.links import send_links_to
from registrations.domain.promising import promise_of, words_for_loser
from registrations.domain.purging import retention_days_of
from registrations.domain.registering import normalise_email, register
from registrations.domain.series.choosing import GroupTaken
from registrations.domain.series.dates import dates_for_everybody
from registrations.domain.suggesting import suggest_organisations
from registrations.domain.window import WindowState, window_of
from registrations.entries import Entry
from registrations.enums import RegistrationMode, RegistrationState
from registrations.forms import LostLinkForm, RegistrationForm
from registrations.models import FormQuestion
from registrations.views.by_invitation import by_invitation_page
from registrations.views.save_the_date import save_the_date_page
from registrations.views.visitor import is_too_often
from workshops.models import Workshop

RECEIVED = "received"
RECEIVED_SECONDS = 900


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register_view(request: HttpRequest, event_id: int) -> HttpResponse:
    """The form of one event, for who comes by the public address."""
    return register_page(request, event_id)


def register_page(request: HttpRequest, event_id: int, entry: Entry | None = None) -> HttpResponse:
    """The form of one event; ``entry``: how somebody came here. Nothing typed is lost, whatever stands in the way."""
    event = published_event(event_id)
    dates = event.dates_in_order()
    event.remember_period(dates)
    window = window_of(event)
    if window.state == WindowState.NOT_YET:
        return save_the_date_page(request, event, window)
    if not window.is_open:
        return render(request, "registrations/closed.html", {"event": event, "window": window})
    admission = entry.admission if entry else None
    form = RegistrationForm(request.POST or None, event=event, initial=dict(entry.initial) if entry else None)
    try:
        if request.method == "POST":
            response = _try_to_register(request, event, form, admission)
            if response is not None:
                return response
        promise = promise_of(event, admission)
    except NotAdmitted:
        return by_invitation_page(request, event)
    if form.has_lost_the_race:
        promise = promise.broken()
    return render(
        request,
        "registrations/register.html",
        {
            "event": event,
            "form": form,
            "entry": entry,
            "dates": dates,
            "promise": promise,
            "asks_code": admission is None and promise.seats.mode == RegistrationMode.MIXED,
            "retention_days": retention_days_of(event),
        },
        status=422 if form.errors else 200,
    )


def published_event(event_id: int) -> EventPage:
    """The event, if everybody may see its page."""
    found: list[EventPage] = _published_event(event_id)
    if not found:
        raise Http404
    return found[0]


def _open_event(event_id: int) -> QuerySet:
    events = open_to_all(EventPage.objects.filter(pk=event_id, live=True)).select_related("venue", "registration_rules")
    events = events.defer_streamfields()
    asks = FormQuestion.objects.filter(event_id=OuterRef("pk"), archived_at=None)
    return events.annotate(known_has_questions=Exists(asks))


_published_event = PreparedQuery(_open_event, int)


def _try_to_register(
    request: HttpRequest, event: EventPage, form: RegistrationForm, admission: Admission | None
) -> HttpResponse | None:
    """The answer when the form was taken in; None when it must be shown again."""
    if form.is_from_a_program:
        return _received(event, RegistrationState.CONFIRMED, [], [])
    if not form.is_valid():
        return None
    email_key = normalise_email(form.cleaned_data["email"])
    if is_too_often(request, "register") or not may_submit("register-address", email_key, at_most=10):
        form.add_error(None, _("This form was sent very often from here. Please try again in ten minutes."))
        return None
    try:
        outcome = register(
            event,
            form.to_data(language=get_language() or settings.LANGUAGE_CODE),
            submission_key=form.cleaned_data["submission_key"],
            admission=admission,
            promised=form.promised,
        )
    except SeatsTaken as error:
        form.add_lost_race(words_for_loser(error))
        return None
    except PlacesTaken as error:
        form.add_taken(error)
        return None
    except NotAdmitted:
        raise
    except GroupTaken as error:
        form.add_error("group" if "group" in form.fields else None, str(error))
        return None
    except RegistrationError as error:
        form.add_error(None, str(error))
        return None
    return _received(event, outcome.answer, list(form.choices.values()), list(form.waits.values()))


def _received(
    event: EventPage, answer: RegistrationState, workshop_ids: list[int], waited_ids: list[int]
) -> HttpResponse:
    """On to the page that says what happens now; a cookie of some minutes carries the choices, no person."""
    response = redirect("registrations:received", event_id=event.pk)
    response.set_signed_cookie(
        RECEIVED,
        signing.dumps([event.pk, answer.value, workshop_ids, waited_ids]),
        max_age=RECEIVED_SECONDS,
        path="/aanmelden/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@never_cache
@require_safe
def received(request: HttpRequest, event_id: int) -> HttpResponse:
    """The same page for a new and for a known address: what was chosen, and to look in the mail."""
    event = published_event(event_id)
    try:
        of_event, answer, workshop_ids, waited_ids = signing.loads(
            request.get_signed_cookie(RECEIVED, max_age=RECEIVED_SECONDS) or ""
        )
    except (KeyError, ValueError, signing.BadSignature):  # ValueError: made by an earlier version
        of_event, answer, workshop_ids, waited_ids = None, "", [], []
    if of_event != event.pk:
        answer, workshop_ids, waited_ids = "", [], []
    wanted = Workshop.objects.filter(pk__in=[*workshop_ids, *waited_ids], round__event=event)
    named = list(wanted.select_related("round").order_by("round__starts_at"))
    context = {
        "event": event,
        "dates": dates_for_everybody(event),
        "is_fresh": bool(answer),
        "is_waiting": answer == RegistrationState.WAITLISTED,
        "is_pending": answer == RegistrationState.PENDING,
        "workshops": [workshop for workshop in named if workshop.pk in workshop_ids],
        "waited": [workshop for workshop in named if workshop.pk in waited_ids],
    }
    return render(request, "registrations/received.html", context)


@require_GET
def suggestions(request: HttpRequest) -> JsonResponse:
    """Names of organisations and municipalities for the form, at most ten."""
    response = JsonResponse({"names": suggest_organisations(request.GET.get("q", "")[:80])})
    response["Cache-Control"] = "public, max-age=600"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lost_link(request: HttpRequest) -> HttpResponse:
    """Mails the personal link; the answer is the same for known and unknown addresses."""
    form = LostLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_too_often(request, "lost-link"):
            form.add_error(None, _("This form was sent very often from here. Please try again in ten minutes."))
        else:
            send_links_to(form.email_key)
            return redirect("registrations:lost_link_sent")
    return render(request, "registrations/lost_link.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def lost_link_sent(request: HttpRequest) -> HttpResponse:
    """Look in the mail."""
    return render(request, "registrations/lost_link_sent.html")
