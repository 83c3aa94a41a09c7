"""What came of a form with files, as messages."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handouts.domain.delivering import Delivered


def tell(request: HttpRequest, delivered: Delivered) -> None:
    """What was added, what was there already; what waits for the organiser. Refusals stand at the field."""
    number = len(delivered.files)
    if number:
        text = ngettext("%(n)s file was added. Thank you.", "%(n)s files were added. Thank you.", number)
        messages.success(request, text % {"n": number})
    if any(file.is_held for file in delivered.files):
        messages.info(request, _("The organiser looks at it first, because the others were released already."))
    for name in delivered.known:
        messages.info(request, _("“%(name)s” was here already.") % {"name": name})
