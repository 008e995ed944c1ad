"""The Wagtail admin's side: the inbox, the desk for one request, answerers and numbers."""
