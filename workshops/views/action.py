"""What who does something sees through her link: what was agreed, and how far it is."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.enums import LinkPurpose
from core.tokens import get_link_or_404
from workshops.domain.actions import ActionChanged, change_action, not_for_me
from workshops.enums import ActionState
from workshops.forms.actions import FollowUpForm, at_version, shown_anew
from workshops.letters import when_of
from workshops.models import ActionContact


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def action_page(request: HttpRequest, token: str) -> HttpResponse:
    """Read what was agreed; say how far it is."""
    try:
        contact = _open(token)
    except Http404:
        return render(request, "workshops/passage/closed.html", status=404)
    action = contact.action
    if request.method == "POST" and "not_me" in request.POST:
        not_for_me(contact)
        return render(request, "workshops/action/not_me.html", {"event": action.sheet.event})
    stated = action.state if action.state != ActionState.OPEN else None
    form = FollowUpForm(request.POST or None, initial={"state": stated, "version": action.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            change_action(action, state=data["state"], note=data["note"], by=str(contact), seen=data["version"])
        except ActionChanged as refusal:
            form = shown_anew(FollowUpForm(at_version(request.POST, action)), str(refusal))
        else:
            messages.success(request, _("Thank you. The organiser sees how far it is."))
            return HttpResponseRedirect(request.path)
    context = {
        "action": action,
        "event": action.sheet.event,
        "when": when_of(action),
        "owners": ", ".join(str(owner) for owner in action.owners.all()),
        "entries": action.entries.all(),
        "form": form,
    }
    return render(request, "workshops/action/page.html", context, status=422 if request.method == "POST" else 200)


def _open(token: str) -> ActionContact:
    link = get_link_or_404(LinkPurpose.ACTION, token)
    contacts = ActionContact.objects.select_related("action__sheet__event").prefetch_related(
        "action__owners__organisation"
    )
    return get_object_or_404(contacts, pk=link.target or 0, action__sheet__event=link.event_id)
