"""Public pages: register, what comes after, and asking for a lost link."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from core.pages import open_to_all
from events.models import EventPage
from registrations.domain.capacity import seats_of
from registrations.domain.errors import PlacesTaken, RegistrationClosed
from registrations.domain.limits import may_submit
from registrations.domain.links import send_links_to
from registrations.domain.purging import retention_days_of
from registrations.domain.registering import normalise_email, register
from registrations.domain.suggesting import suggest_organisations
from registrations.domain.window import window_of
from registrations.enums import RegistrationState
from registrations.forms import LostLinkForm, RegistrationForm
from registrations.views.visitor import is_too_often
from workshops.models import Workshop

RECEIVED = "received"
RECEIVED_SECONDS = 900


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register_view(request: HttpRequest, event_id: int) -> HttpResponse:
    """The form of one event. Nothing typed is lost, whatever stands in the way."""
    event = _published(event_id)
    event.known_period = event.period()
    window = window_of(event)
    if not window.is_open:
        return render(request, "registrations/closed.html", {"event": event, "window": window})
    form = RegistrationForm(request.POST or None, event=event)
    if request.method == "POST":
        response = _try_to_register(request, event, form)
        if response is not None:
            return response
    return render(
        request,
        "registrations/register.html",
        {
            "event": event,
            "form": form,
            "dates": event.dates.all(),
            "seats": seats_of(event.pk),
            "retention_days": retention_days_of(event),
        },
        status=422 if form.errors else 200,
    )


def _published(event_id: int) -> EventPage:
    """The event, if everybody may see its page."""
    events = open_to_all(EventPage.objects.live()).select_related("venue").defer_streamfields()
    event: EventPage = get_object_or_404(events, id=event_id)
    return event


def _try_to_register(request: HttpRequest, event: EventPage, form: RegistrationForm) -> HttpResponse | None:
    """The answer when the form was taken in; None when it must be shown again."""
    if form.is_from_a_program:
        return _received(event, RegistrationState.CONFIRMED, [])
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
        )
    except PlacesTaken as error:
        form.add_taken(error)
        return None
    except RegistrationClosed as error:
        form.add_error(None, str(error))
        return None
    return _received(event, outcome.answer, list(form.choices.values()))


def _received(event: EventPage, answer: RegistrationState, workshop_ids: list[int]) -> HttpResponse:
    """On to the page that says what happens now; a cookie of some minutes carries the choices, no person."""
    response = redirect("registrations:received", event_id=event.pk)
    response.set_signed_cookie(
        RECEIVED,
        signing.dumps([event.pk, answer.value, workshop_ids]),
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
    event = _published(event_id)
    try:
        of_event, answer, workshop_ids = signing.loads(
            request.get_signed_cookie(RECEIVED, max_age=RECEIVED_SECONDS) or ""
        )
    except (KeyError, signing.BadSignature):
        of_event, answer, workshop_ids = None, "", []
    if of_event != event.pk:
        answer, workshop_ids = "", []
    workshops = Workshop.objects.filter(pk__in=workshop_ids, round__event=event).select_related("round")
    context = {
        "event": event,
        "dates": event.dates.all(),
        "is_fresh": bool(answer),
        "is_waiting": answer == RegistrationState.WAITLISTED,
        "workshops": workshops.order_by("round__starts_at"),
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
