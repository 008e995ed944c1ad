"""Where call-back forms are posted."""

from django.urls import path

from leads.views import call_back, received

app_name = "leads"
urlpatterns = [
    path("<int:form_id>/", call_back, name="call_back"),
    path("received/", received, name="received"),
]
