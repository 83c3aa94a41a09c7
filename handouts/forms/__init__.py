"""What speakers and organisers may send."""

from handouts.forms.files import AddFilesForm, DescribeForm
from handouts.forms.organising import AskForm, ReleaseForm

__all__ = ["AddFilesForm", "AskForm", "DescribeForm", "ReleaseForm"]
