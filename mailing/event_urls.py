"""Organisers' addresses of the mail of one event, under ``/beheer/bijeenkomsten/<event_id>/mail/``."""

from django.urls import path

from mailing.views import campaigns, letters, overview, progress

app_name = "event_mail"
urlpatterns = [
    path("", overview.MailView.as_view(), name="index"),
    path("terug/<pk:pk>/", overview.BounceReleaseView.as_view(), name="release"),
    path("afzender/", letters.SenderView.as_view(), name="sender"),
    path("brieven/", letters.LettersView.as_view(), name="letters"),
    path("brieven/<str:letter>/", letters.LetterView.as_view(), name="letter"),
    path("brieven/<str:letter>/organisatie/", letters.OrganisationLetterView.as_view(), name="organisation_letter"),
    path("brieven/<str:letter>/voorbeeld/", letters.LetterPreviewView.as_view(), name="preview"),
    path("brieven/<str:letter>/aan-uit/", letters.LetterSwitchView.as_view(), name="switch"),
    path("mailing/", campaigns.CampaignEditView.as_view(), name="campaign_new"),
    path("mailing/<pk:pk>/", progress.CampaignView.as_view(), name="campaign"),
    path("mailing/<pk:pk>/tekst/", campaigns.CampaignEditView.as_view(), name="campaign_edit"),
    path("mailing/<pk:pk>/controle/", campaigns.CampaignCheckView.as_view(), name="campaign_check"),
    path("mailing/<pk:pk>/stand/", progress.CampaignProgressView.as_view(), name="campaign_progress"),
    path("mailing/<pk:pk>/knop/", progress.CampaignActionView.as_view(), name="campaign_action"),
]
