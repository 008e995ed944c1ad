"""Where readers write, and where they come back to what they wrote."""

from django.urls import path

from blog import replies_views, views

app_name = "comments"
urlpatterns = [
    path("rss/", views.feed, name="feed"),
    path("<int:article_id>/", views.write, name="write"),
    path("<int:article_id>/reply/<int:comment_id>/", views.reply, name="reply"),
    path("<int:article_id>/rss/", views.feed, name="article_feed"),
    path("at/<int:comment_id>/", views.at, name="at"),
    path("yours/<str:token>/", views.own, name="own"),
    path("yours/<str:token>/edit/", views.edit, name="edit"),
    path("yours/<str:token>/delete/", views.delete, name="delete"),
    path("told/<str:token>/", replies_views.confirm_replies, name="confirm_replies"),
    path("told/<str:token>/stop/", replies_views.stop_replies, name="stop_replies"),
]
