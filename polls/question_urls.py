"""Addresses of the questions of a poll in the admin; under the event and the poll, so that each names its scope."""

from django.urls import path

from polls.viewsets.question_import import QuestionExampleView, QuestionImportView
from polls.viewsets.question_preview import QuestionPreviewView
from polls.viewsets.questions import QuestionChangeView, QuestionEditView, QuestionListView

app_name = "polls_questions"
urlpatterns = [
    path("", QuestionListView.as_view(), name="list"),
    path("doe/", QuestionChangeView.as_view(), name="change"),
    path("nieuw/<str:kind>/", QuestionEditView.as_view(), name="add"),
    path("voorbeeld/<str:place>/", QuestionPreviewView.as_view(), name="preview"),
    path("inlezen/", QuestionImportView.as_view(), name="import"),
    path("inlezen/voorbeeld.csv", QuestionExampleView.as_view(), name="example"),
    path("<pk:pk>/", QuestionEditView.as_view(), name="edit"),
]
