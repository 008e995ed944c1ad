"""Taking a reader's word that a listing is wrong: no cookie, no token, no script needed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from headless.visibility import public_pages
from leads.flags import flags_of, is_suspected
from leads.origin import is_same_origin
from treatment.models import FacilityPage
from treatment.problems import is_in_danger, report
from treatment.reporting import ProblemForm

LARGEST_ID = 2**31 - 1


@csrf_exempt  # in its place: leads.origin
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def listing_problem(request: HttpRequest, facility_id: int) -> HttpResponse:
    """Show the form, or take it; nothing refuses a person, what looks odd is only ranked."""
    facility = _public_facility(facility_id)
    if request.method != "POST":
        return _answer(request, "form", facility, form=ProblemForm())
    if not is_same_origin(request):
        return _answer(request, "from_elsewhere", facility, status=403)
    form = ProblemForm(request.POST)
    if not form.is_valid():
        return _answer(request, "form", facility, form=form, status=422)
    data = form.cleaned_data
    flags = flags_of(request, data["website"], data["seconds"])
    report(facility, data["kind"], data["words"], suspected=is_suspected(flags))
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
