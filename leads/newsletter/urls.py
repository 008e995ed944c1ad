"""Where readers sign up for the newsletter, and where its letters lead."""

from django.urls import path

from leads.newsletter import views

app_name = "newsletter"
urlpatterns = [
    path("", views.sign_up, name="sign_up"),
    path("check-your-mail/", views.check_your_mail, name="check_your_mail"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("welcome/", views.welcome, name="welcome"),
    path("leave/<str:token>/", views.leave, name="leave"),
]
