"""What bounds a request before any view sees it, and what answers one that is half there."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.datastructures import MultiValueDictKeyError

from config.errors import bad_request, unavailable
from config.postgresql.waits import deadline, long_waits

STAFF = ("/admin/", "/api/v3/")
HEALTH = "/health/"
# Seconds a request may wait for the database, all in all. After a reader's a call-back is sealed
# into the spool; people who edit have longer statements, and know what they wait for.
FOR_READERS, FOR_STAFF, FOR_HEALTH = 4.0, 60.0, 2.0


class DatabaseLimits:
    """Ends a request's wait for the database, and keeps threads free where many wait for long.

    Then a page answers 503 at once, and a reader's post is handled as if the database was away.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        long_waits.places = settings.DATABASE_POOL_SIZE

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer within the limits."""
        if request.path.startswith(HEALTH):
            with deadline(FOR_HEALTH):
                return self.get_response(request)
        is_staff = request.path.startswith(STAFF)
        is_post = request.method == "POST" and not is_staff
        with deadline(FOR_STAFF if is_staff else FOR_READERS, post=is_post):
            if not long_waits.are_full():
                return self.get_response(request)
            if not is_post:
                return unavailable(request)
            with deadline(0):
                return self.get_response(request)


class IncompletePosts:
    """Answers 400 where a field is missing that every whole form sends.

    Wagtail's editor reads its counts of blocks unasked: a post that was cut short, or sent before
    the editor's scripts had run, was a 500.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Answer for a missing field alone."""
        if isinstance(exception, MultiValueDictKeyError):
            return bad_request(request, exception)
        return None
