"""Where call-back forms are posted."""

from django.urls import path

from leads.views import call_back

app_name = "leads"
urlpatterns = [path("<int:form_id>/", call_back, name="call_back")]
