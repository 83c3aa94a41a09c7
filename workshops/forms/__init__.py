"""What scribes, leaders, speakers and organisers may send."""

from .acts import MergeForm, MoveForm, NewCardForm, NoteForm, PhotoUploadForm, StarForm, VersionForm
from .cards import ActionForm, CardForm, OutcomeForm, PhotoForm, QuoteForm, SheetChoices
from .organising import AskSpeakerForm, HandInForm, PassageForm

__all__ = [
    "ActionForm",
    "AskSpeakerForm",
    "CardForm",
    "HandInForm",
    "MergeForm",
    "MoveForm",
    "NewCardForm",
    "NoteForm",
    "OutcomeForm",
    "PassageForm",
    "PhotoForm",
    "PhotoUploadForm",
    "QuoteForm",
    "SheetChoices",
    "StarForm",
    "VersionForm",
]
