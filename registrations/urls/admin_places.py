"""Organisers' addresses of dividing workshop places and of the day itself; ``admin_urls`` takes them in."""

from django.urls import path

from registrations.views.allocation import AllocationView, FixView
from registrations.views.allocation_run import AllocationPublishView, AllocationRunView
from registrations.views.on_the_day import DayUndoView, DayView, DayWorkshopView

urlpatterns = [
    path("plaatsen/", AllocationView.as_view(), name="allocation"),
    path("plaatsen/<pk:pk>/", AllocationRunView.as_view(), name="allocation_run"),
    path("plaatsen/<pk:pk>/publiceren/", AllocationPublishView.as_view(), name="allocation_publish"),
    path("plaatsen/vast/<pk:pk>/", FixView.as_view(), name="allocation_fix"),
    path("vandaag/", DayView.as_view(), name="on_the_day"),
    path("vandaag/<pk:pk>/", DayWorkshopView.as_view(), name="on_the_day_workshop"),
    path("vandaag/terug/<pk:pk>/", DayUndoView.as_view(), name="on_the_day_undo"),
]
