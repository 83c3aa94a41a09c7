"""The letter to who registered colleagues."""

from django.utils.translation import gettext_lazy as _

from mailing.domain.letters import NAME, Placeholder
from mailing.domain.markup import Value
from registrations.domain.colleagues import group_by_reference, link_of_group
from registrations.letters.personal import PersonalLetter, example_link
from registrations.models import ColleagueGroup

LIST = Placeholder("list_link", "lijstlink", _("the address of the page with the colleagues"))


def _values(group: ColleagueGroup) -> dict[str, Value]:
    return {"name": group.contact_name, "list_link": link_of_group(group)}


def _example() -> dict[str, Value]:
    return {"name": "Samira de Vries", "list_link": example_link("/collegas/voorbeeld/")}


LETTERS = [
    PersonalLetter(
        name="colleagues",
        title=_("To who registered colleagues"),
        when=_("At once, when somebody registers several colleagues in one form."),
        subject=_("Your colleagues: {event}"),
        body=(
            _("# We have your registration of colleagues"),
            _("Hello {name},"),
            _(
                "Each of your colleagues gets a mail with a personal link. With it they see whether they have a place, "
                "choose workshops and cancel."
            ),
            _("As long as somebody has not done anything with that link, you can cancel for them here:"),
            _("[To the list of my colleagues]({list_link})"),
            "{facts}",
        ),
        placeholders=(NAME, LIST),
        find=group_by_reference,
        values=_values,
        example=_example,
        order=15,
    )
]
