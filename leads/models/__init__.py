"""The plugin's models."""

from leads.models.answerers import Answerer, PhoneLine
from leads.models.forms import CallbackFormField, CallbackFormPage
from leads.models.requests import CallbackRequest, RequestComment
from leads.models.settings import LeadsSettings

__all__ = [
    "Answerer",
    "CallbackFormField",
    "CallbackFormPage",
    "CallbackRequest",
    "LeadsSettings",
    "PhoneLine",
    "RequestComment",
]
