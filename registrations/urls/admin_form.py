"""Organisers' addresses of what belongs to the form: questions, needs, taking part safely."""

from django.urls import path

from registrations.views.apart import SafetyView
from registrations.views.needs import NeedsView, OneNeedsView
from registrations.views.questions import (
    QuestionChangeView,
    QuestionEditView,
    QuestionListView,
    QuestionPreviewView,
)

urlpatterns = [
    path("vragen/", QuestionListView.as_view(), name="questions"),
    path("vragen/voorbeeld/", QuestionPreviewView.as_view(), name="questions_preview"),
    path("vragen/wijzigen/", QuestionChangeView.as_view(), name="questions_change"),
    path("vragen/nieuw/<slug:kind>/", QuestionEditView.as_view(), name="question_add"),
    path("vragen/<pk:pk>/", QuestionEditView.as_view(), name="question"),
    path("wensen/", NeedsView.as_view(), name="needs"),
    path("<pk:pk>/wensen/", OneNeedsView.as_view(), name="needs_of_one"),
    path("<pk:pk>/veilig/", SafetyView.as_view(), name="safety"),
]
