"""Organisers' addresses of a masterclass, among those of ``registrations.urls.admin``."""

from django.urls import path

from registrations.views import masterclass, masterclass_people, masterclass_work

urlpatterns = [
    path("masterclass/", masterclass.OverviewView.as_view(), name="masterclass"),
    path("masterclass/groepen/", masterclass.GroupsView.as_view(), name="series_groups"),
    path("masterclass/groepen/nieuw/", masterclass.GroupEditView.as_view(), name="series_group_add"),
    path("masterclass/groepen/<pk:pk>/", masterclass.GroupEditView.as_view(), name="series_group"),
    path("masterclass/groepen/<pk:pk>/weg/", masterclass.GroupDeleteView.as_view(), name="series_group_delete"),
    path("masterclass/regels/", masterclass.SeriesRulesView.as_view(), name="series_rules"),
    path("masterclass/lessen/", masterclass_work.LessonsView.as_view(), name="lessons"),
    path("masterclass/lessen/ingeleverd/<pk:pk>/", masterclass_work.HandInsView.as_view(), name="hand_ins"),
    path("masterclass/lessen/bestand/<pk:pk>/", masterclass_work.LessonFileView.as_view(), name="lesson_file"),
    path("masterclass/lessen/<str:kind>/nieuw/", masterclass_work.LessonEditView.as_view(), name="lesson_add"),
    path("masterclass/lessen/<str:kind>/<pk:pk>/", masterclass_work.LessonEditView.as_view(), name="lesson"),
    path(
        "masterclass/lessen/<str:kind>/<pk:pk>/weg/", masterclass_work.LessonDeleteView.as_view(), name="lesson_delete"
    ),
    path("masterclass/casussen/", masterclass_work.CasesView.as_view(), name="cases"),
    path("masterclass/casussen/<pk:pk>/", masterclass_work.CaseView.as_view(), name="case"),
    path("masterclass/presentie/", masterclass_people.AttendanceView.as_view(), name="series_attendance"),
    path("masterclass/presentie/<pk:pk>/", masterclass_people.AttendanceChangeView.as_view(), name="attendance_change"),
    path("masterclass/bewijzen/", masterclass_people.CertificatesView.as_view(), name="certificates"),
    path(
        "masterclass/bewijzen/<pk:pk>/intrekken/",
        masterclass_people.CertificateWithdrawView.as_view(),
        name="certificate_withdraw",
    ),
]
