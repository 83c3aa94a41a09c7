"""The speaker's page: hand in, describe, replace and remove, without an account and without a script."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.uploads import UploadRefused
from handouts.domain.asking import open_ask
from handouts.domain.delivering import Giver, add_files, describe_file, remove_file, replace_file
from handouts.domain.hints import words_of
from handouts.forms import AddFilesForm, DescribeForm
from handouts.models import HandOut, SpeakerAsk
from handouts.views.files import download
from handouts.views.telling import tell

View = Callable[..., HttpResponse]


def with_ask(view: View) -> View:
    """Views for who holds a speaker's link; a link that does not work gets a friendly 404."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        try:
            ask = open_ask(token)
        except Http404:
            response = render(request, "handouts/speaker/closed.html", status=404)
        else:
            response = view(request, ask, token, **kwargs)
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return opened


@require_http_methods(["GET", "HEAD", "POST"])
@with_ask
def speaker_page(request: HttpRequest, ask: SpeakerAsk, token: str) -> HttpResponse:
    """What was handed in, and the form to hand in more."""
    is_post = request.method == "POST"
    form = AddFilesForm(request.POST if is_post else None, request.FILES if is_post else None)
    if is_post and form.is_valid():
        delivered = add_files(ask.folder, form.cleaned_data["files"], giver=Giver(ask=ask))
        tell(request, delivered)
        if not delivered.refused:
            return redirect("handouts:speaker", token=token)
        for name, why in delivered.refused:
            form.add_error("files", f"{name}: {why}" if name else why)
        ask = open_ask(token)
    files = own_files(ask)
    context = {
        "ask": ask,
        "folder": ask.folder,
        "event": ask.folder.event,
        "files": [(file, words_of(file.hints)) for file in files],
        "form": form,
        "token": token,
    }
    return render(request, "handouts/speaker/page.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@with_ask
def speaker_file(request: HttpRequest, ask: SpeakerAsk, token: str, uid: UUID) -> HttpResponse:
    """One file: title, description, another file in its place."""
    file = _own(ask, uid)
    is_post = request.method == "POST"
    initial = {"title": file.title, "text": file.text}
    if file.proposed_at:
        initial = {"title": file.proposed_title, "text": file.proposed_text}
    form = DescribeForm(request.POST if is_post else None, request.FILES if is_post else None, initial=initial)
    if is_post and form.is_valid():
        try:
            waits = change(file, form, Giver(ask=ask))
        except UploadRefused as refusal:
            form.add_error("replacement", str(refusal))
        else:
            said = _("Saved. The organiser looks at the new words first; until then the old ones stand.")
            messages.success(request, said if waits else _("Saved."))
            return redirect("handouts:speaker", token=token)
    context = {"ask": ask, "event": ask.folder.event, "file": file, "form": form, "token": token}
    return render(request, "handouts/speaker/file.html", context, status=422 if form.errors else 200)


@require_POST
@with_ask
def speaker_remove(request: HttpRequest, ask: SpeakerAsk, token: str, uid: UUID) -> HttpResponseRedirect:
    """Take a file away."""
    remove_file(_own(ask, uid), giver=Giver(ask=ask))
    messages.success(request, _("The file was removed."))
    return HttpResponseRedirect(redirect("handouts:speaker", token=token).url)


@require_safe
@with_ask
def speaker_download(request: HttpRequest, ask: SpeakerAsk, token: str, uid: UUID) -> HttpResponse:
    """The file as it stands, to look whether it is the right one."""
    return download(get_object_or_404(_of(ask), uid=uid))


def change(file: HandOut, form: DescribeForm, giver: Giver) -> bool:
    """Do what a valid form says; returns whether words wait. Raises UploadRefused, and then nothing was changed."""
    cleaned = form.cleaned_data
    if cleaned["replacement"]:
        file = replace_file(file, cleaned["replacement"], giver=giver)
    return describe_file(file, title=cleaned["title"], text=cleaned["text"], giver=giver)


def own_files(ask: SpeakerAsk) -> list[HandOut]:
    """What a speaker handed in, or an organiser for her."""
    return list(_of(ask).defer("content"))


def _of(ask: SpeakerAsk) -> Any:
    return HandOut.objects.filter(ask=ask).select_related("folder") if ask.pk else HandOut.objects.none()


def _own(ask: SpeakerAsk, uid: UUID) -> HandOut:
    found: HandOut = get_object_or_404(_of(ask).defer("content"), uid=uid)
    return found
