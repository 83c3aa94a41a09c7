"""Addresses of the organisers' side of the reports app, under the admin's prefix."""

from django.urls import path

from reports.views import photos, publishing, quotes, redline, reference, returning, signoff, templates
from reports.views.data import EventDataView
from reports.views.drafting import DraftReportView
from reports.views.noted import NotedView
from reports.views.refreshing import RefreshView

app_name = "reports_admin"
SIGN_OFF = "<pk:event_id>/verslag/akkoordronde/"
QUOTES = "<pk:event_id>/verslag/citaten/"
TEMPLATES = "<pk:event_id>/verslag/sjablonen/"
PHOTOS = "<pk:event_id>/verslag/fotos/"
REFERENCES = "<pk:event_id>/verslag/opmaak/"
PUBLISHING = "<pk:event_id>/verslag/publiceren/"
urlpatterns = [
    path("<pk:event_id>/verslag/", DraftReportView.as_view(), name="draft"),
    path("<pk:event_id>/verslag/bijwerken/", RefreshView.as_view(), name="refresh"),
    path("<pk:event_id>/verslag/genoteerd/", NotedView.as_view(), name="noted"),
    path("<pk:event_id>/verslag/sjabloon/", templates.ChoiceView.as_view(), name="template"),
    path(f"{TEMPLATES}", templates.TemplatesView.as_view(), name="templates"),
    path(f"{TEMPLATES}bewaren/", templates.KeepTemplateView.as_view(), name="template_keep"),
    path(f"{TEMPLATES}<pk:pk>/hernoemen/", templates.RenameTemplateView.as_view(), name="template_rename"),
    path(f"{TEMPLATES}<pk:pk>/verwijderen/", templates.DeleteTemplateView.as_view(), name="template_delete"),
    path(f"{REFERENCES}", reference.ReferencesView.as_view(), name="references"),
    path(f"{REFERENCES}<slug:kind>/", reference.ReplaceReferenceView.as_view(), name="reference_replace"),
    path(f"{REFERENCES}<slug:kind>/bestand/", reference.ReferenceFileView.as_view(), name="reference_file"),
    path(f"{REFERENCES}<slug:kind>/verwijderen/", reference.RemoveReferenceView.as_view(), name="reference_remove"),
    path("<pk:event_id>/peilinggegevens/", EventDataView.as_view(), name="data"),
    path(f"{SIGN_OFF}", signoff.SignOffView.as_view(), name="signoff"),
    path(f"{SIGN_OFF}lezers/", signoff.AddReaderView.as_view(), name="signoff_add"),
    path(f"{SIGN_OFF}lezers/<pk:pk>/intrekken/", signoff.RevokeReaderView.as_view(), name="signoff_revoke"),
    path(f"{SIGN_OFF}lezers/<pk:pk>/opnieuw/", signoff.RenewReaderView.as_view(), name="signoff_renew"),
    path(f"{SIGN_OFF}lezers/<pk:pk>/verwerkt/", signoff.HandleConditionView.as_view(), name="signoff_condition"),
    path(f"{SIGN_OFF}opmerkingen/<pk:pk>/", signoff.HandleCommentView.as_view(), name="signoff_comment"),
    path(f"{SIGN_OFF}bestanden/", redline.SendInView.as_view(), name="redline_send_in"),
    path(f"{SIGN_OFF}bestanden/<pk:pk>/", redline.RedlineView.as_view(), name="redline"),
    path(f"{SIGN_OFF}bestanden/<pk:pk>/docx/", redline.RedlineFileView.as_view(), name="redline_file"),
    path(f"{SIGN_OFF}wijzigingen/<pk:pk>/", redline.HandleChangeView.as_view(), name="redline_handled"),
    path(f"{SIGN_OFF}afronden/", signoff.EndRoundView.as_view(), name="signoff_end"),
    path(f"{QUOTES}", quotes.QuotesView.as_view(), name="quotes"),
    path(f"{QUOTES}vragen/", quotes.AskQuoteView.as_view(), name="quote_ask"),
    path(f"{QUOTES}zonder/", quotes.NeedNobodyView.as_view(), name="quote_nobody"),
    path(f"{QUOTES}overnemen/", quotes.AcceptWordingView.as_view(), name="quote_accept"),
    path(f"{PHOTOS}", photos.PhotosView.as_view(), name="photos"),
    path(f"{PHOTOS}<uuid:uid>/", photos.TakePhotoView.as_view(), name="photo_take"),
    path(f"{PUBLISHING}", publishing.PublishingView.as_view(), name="publishing"),
    path(f"{PUBLISHING}stap/", publishing.MoveView.as_view(), name="publishing_move"),
    path(f"{PUBLISHING}gezien/", publishing.SeenView.as_view(), name="publishing_seen"),
    path(f"{PUBLISHING}versies/<pk:number>/", publishing.ArchiveView.as_view(), name="publishing_archive"),
    path(f"{PUBLISHING}terugsturen/", returning.ReturnView.as_view(), name="publishing_return"),
    path(f"{PUBLISHING}terugsturen/<pk:pk>/", returning.ReturnAddressView.as_view(), name="return_address"),
]
