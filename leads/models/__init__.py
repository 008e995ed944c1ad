"""The plugin's models."""

from leads.models.access import AccessRecord
from leads.models.answerers import Answerer, PhoneLine, StaffedHours
from leads.models.append_only import AlteredRecordError
from leads.models.consent import ConsentRecord, ConsentWording
from leads.models.floods import Digest, Sighting, Tally
from leads.models.forms import CallbackFormConsent, CallbackFormField, CallbackFormPage
from leads.models.issues import IssueArticle, IssueCopy, NewsletterIssue
from leads.models.newsletter import Subscriber, SubscriptionConsent
from leads.models.newsletter_offer import NewsletterOffer
from leads.models.purposes import Purpose
from leads.models.recipients import Recipient, RoutingRule
from leads.models.requests import (
    FLOW,
    OPEN,
    WAITING,
    CallbackRequest,
    RequestComment,
    RequestEvent,
)
from leads.models.settings import LeadsSettings
from leads.models.who_answers import WhoAnswersPage

__all__ = [
    "FLOW",
    "OPEN",
    "WAITING",
    "AccessRecord",
    "AlteredRecordError",
    "Answerer",
    "CallbackFormConsent",
    "CallbackFormField",
    "CallbackFormPage",
    "CallbackRequest",
    "ConsentRecord",
    "ConsentWording",
    "Digest",
    "IssueArticle",
    "IssueCopy",
    "LeadsSettings",
    "NewsletterIssue",
    "NewsletterOffer",
    "PhoneLine",
    "Purpose",
    "Recipient",
    "RequestComment",
    "RequestEvent",
    "RoutingRule",
    "Sighting",
    "StaffedHours",
    "Subscriber",
    "SubscriptionConsent",
    "Tally",
    "WhoAnswersPage",
]
