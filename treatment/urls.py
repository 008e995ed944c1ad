"""Where readers report a problem with a listing."""

from django.urls import path

from treatment.views import listing_problem, listing_problem_thanks

app_name = "treatment"
urlpatterns = [
    path("<int:facility_id>/", listing_problem, name="listing_problem"),
    path("<int:facility_id>/thanks/", listing_problem_thanks, name="listing_problem_thanks"),
]
