"""The pages behind the links of letters about replies.

Opening a link changes nothing, because mail scanners open links too; the page has a button. What is
signed in the link is the right to press it: no login, no cookie, no token of a form.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog.comments import replies


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_replies(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and after the button: note that the owner of the mailbox wants to be told."""
    comment = replies.wishing(token)
    if comment is None:
        return render(request, "blog/replies/outdated.html", status=404)
    if request.method == "POST":
        replies.confirm(comment)
    context = {"comment": comment, "done": request.method == "POST"}
    return render(request, "blog/replies/confirm.html", context)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_replies(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and after the button or a mail program's own post (RFC 8058): end the mail at once."""
    if not replies.is_stop_token(token):
        return render(request, "blog/replies/outdated.html", status=404)
    if request.method == "POST":
        replies.stop(token)
    return render(request, "blog/replies/stop.html", {"done": request.method == "POST"})
