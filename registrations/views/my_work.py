"""Homework, materials, the own case and the certificate behind the personal link."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registrations.domain.series.cases import CaseClosed, asks_case, is_open_for_cases, send_case, withdraw_case
from registrations.domain.series.certificate_pdf import certificate_pdf
from registrations.domain.series.certificates import certificate_of
from registrations.domain.series.dates import is_series
from registrations.domain.series.lessons import HomeworkClosed, hand_in, may_have, work_of
from registrations.enums import CaseState, RegistrationState
from registrations.forms.cases import CaseForm
from registrations.forms.lessons import HandInForm
from registrations.models import OwnCase, Registration, StoredFile
from registrations.views.files import file_response, pdf_response
from registrations.views.personal import personal, token_in


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def homework(request: HttpRequest, registration: Registration, homework_id: int) -> HttpResponse:
    """One piece of homework: read it, hand in, replace what was handed in until the due date."""
    tasks = [task for day in work_of(registration) for task in day.tasks]
    task = next((item for item in tasks if item.homework.pk == homework_id), None)
    if task is None:
        raise Http404
    token = token_in(request)
    form = HandInForm(request.POST or None, request.FILES or None, hand_in=task.hand_in)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        keeps = not cleaned.get("remove_file")
        try:
            hand_in(registration, homework_id, text=cleaned["text"], upload=cleaned["file"], keeps_file=keeps)
        except HomeworkClosed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your homework is handed in."))
            return redirect("registrations:my_place", token=token)
    context = {"registration": registration, "event": registration.event, "task": task, "form": form, "token": token}
    return render(request, "registrations/series/my_homework.html", context, status=422 if form.errors else 200)


@require_safe
@personal
def stored_file(request: HttpRequest, registration: Registration, file_id: int) -> HttpResponse:
    """A file of a lesson that one may see, or that one handed in; anything else is a 404."""
    file = get_object_or_404(StoredFile.objects.select_related("hand_in").defer("content"), pk=file_id)
    if not is_series(registration.event) or not may_have(registration, file):
        raise Http404
    return file_response(file)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def case(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The own case. Details that could tell who it is about are shown once more before it is sent."""
    event, token = registration.event, token_in(request)
    if not asks_case(event) or registration.state != RegistrationState.CONFIRMED:
        raise Http404
    found = OwnCase.objects.filter(registration=registration).first()
    is_closed = not is_open_for_cases(event) or (found is not None and found.state == CaseState.APPROVED)
    initial = {name: getattr(found, name) for name in ("situation", "question", "tried")} if found else {}
    form = CaseForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and not is_closed and form.is_valid() and not form.must_look_again():
        try:
            send_case(registration, form.texts())
        except CaseClosed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your case is sent in. Only the organisers read it."))
            return redirect("registrations:my_place", token=token)
    context = {
        "registration": registration,
        "event": event,
        "case": found,
        "form": form,
        "flags": form.flagged(),
        "is_closed": is_closed,
        "token": token,
    }
    status = 422 if form.errors or form.flags else 200
    return render(request, "registrations/series/my_case.html", context, status=status)


@require_POST
@personal
def case_withdrawn(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Delete the own case."""
    if withdraw_case(registration):
        messages.success(request, _("Your case is deleted."))
    return redirect("registrations:my_place", token=token_in(request))


@require_safe
@personal
def certificate(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The certificate as PDF, while it stands."""
    found = certificate_of(registration)
    if found is None:
        raise Http404
    return pdf_response(certificate_pdf(found, registration), "bewijs-van-deelname.pdf")
