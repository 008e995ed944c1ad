"""Who learns of a request."""

from django.db.models import QuerySet

from leads.hours import is_staffed
from leads.models import CallbackRequest, Recipient, RoutingRule


def recipients_for(request: CallbackRequest) -> list[Recipient]:
    """Return the recipients of the first rule that holds, or those told by default."""
    rules = RoutingRule.objects.select_related("on_page").prefetch_related("recipients")
    for rule in rules:
        if _holds(rule, request):
            return [recipient for recipient in rule.recipients.all() if recipient.active]
    return list(Recipient.objects.filter(active=True, by_default=True))


def recipients_of_escalations() -> QuerySet[Recipient]:
    """Return who is told that a promised call has not been tried."""
    return Recipient.objects.filter(active=True, on_escalation=True)


def _holds(rule: RoutingRule, request: CallbackRequest) -> bool:
    if rule.form_page_id and rule.form_page_id != request.form_page_id:
        return False
    if rule.state and rule.state != request.state:
        return False
    source = request.source_page
    if rule.on_page and not (source and source.path.startswith(rule.on_page.path)):
        return False
    if rule.when == RoutingRule.When.ANY or request.form_page is None:
        return True
    staffed = is_staffed(request.form_page.answerer, request.created_at)
    return staffed == (rule.when == RoutingRule.When.STAFFED)
