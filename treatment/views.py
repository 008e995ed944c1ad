"""Taking a reader's word that a listing is wrong: no cookie, no token, no script needed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from headless.visibility import public_pages
from leads import floods
from leads.flags import flags_of, is_suspected
from leads.kept_words import give_back
from leads.origin import FROM_ELSEWHERE, is_same_origin
from treatment.models import FacilityPage
from treatment.problems import fold_away, is_in_danger, report
from treatment.reporting import PREFIX, ProblemForm

GONE = "This listing is not here any more"
GONE_SUMMARY = (
    "We have taken it down, so that nobody is led there by what was wrong with it. Thank you for "
    "writing. If you need help, call one of the numbers below."
)
LARGEST_ID = 2**31 - 1


@csrf_exempt  # in its place: leads.origin
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def listing_problem(request: HttpRequest, facility_id: int) -> HttpResponse:
    """Show the form, or take it; nothing refuses a person, what looks odd is only ranked."""
    try:
        facility = _public_facility(facility_id)
    except Http404:
        if request.method != "POST":
            raise
        return give_back(request, GONE, GONE_SUMMARY, [("Your words", f"{PREFIX}-words")])
    if request.method != "POST":
        return _answer(request, "form", facility, form=ProblemForm())
    form = ProblemForm(request.POST)
    valid = form.is_valid()
    if not is_same_origin(request):
        form.add_error(None, FROM_ELSEWHERE)
        return _answer(request, "form", facility, form=form, status=403)
    if not valid:
        return _answer(request, "form", facility, form=form, status=422)
    data = form.cleaned_data
    crowd = floods.count(
        "problems", {**floods.signs_of(request), **floods.words_sign(data["words"])}
    )
    flags = (*flags_of(data["website"], data["seconds"]), *crowd.flags)
    ticket = report(facility, data["kind"], data["words"], suspected=is_suspected(flags))
    if ticket is not None:
        crowd.remember(ticket)
    fold_away(crowd.before())
    thanks = reverse("treatment:listing_problem_thanks", args=(facility.pk,))
    fragment = "cannot-wait" if is_in_danger(data["words"]) else "main"
    return HttpResponse(status=303, headers={"Location": f"{thanks}#{fragment}"})


@require_safe
def listing_problem_thanks(request: HttpRequest, facility_id: int) -> HttpResponse:
    """Thank the reader, and lead back to the facility."""
    return _answer(request, "thanks", _public_facility(facility_id))


def _public_facility(facility_id: int) -> FacilityPage:
    if facility_id > LARGEST_ID:
        raise Http404
    facility = public_pages(FacilityPage).filter(pk=facility_id).first()
    if facility is None or facility.url is None:
        raise Http404
    return facility


def _answer(
    request: HttpRequest,
    name: str,
    facility: FacilityPage,
    *,
    form: ProblemForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"facility": facility, "form": form}
    return render(request, f"treatment/listing_problem/{name}.html", context, status=status)
