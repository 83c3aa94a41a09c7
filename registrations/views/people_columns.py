"""Columns of the list of registrations."""

from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn


class SelectColumn(BaseColumn):
    """A box to tick; the boxes belong to the form for several people at once."""

    header_template_name = "registrations/admin/select_header.html"
    cell_template_name = "registrations/admin/select_cell.html"


class StateColumn(Column):
    """The state as a word in a label."""

    cell_template_name = "registrations/admin/state_cell.html"


class NameColumn(TitleColumn):
    """The name; on a phone also what the columns say that do not fit there."""

    cell_template_name = "registrations/admin/name_cell.html"
