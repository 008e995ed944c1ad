"""Every address of the site, from the URL configuration, with arguments from what is stored.

`MODELS` says which model an argument names and a view says which its bare `pk` does; of that model
one row of each type and state is taken. So a new screen is walked without being written down here,
and one with an argument that nobody knows, or a model without rows, raises NoWayInError.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.db.models import Model
from django.urls import URLPattern, get_resolver
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.regex_helper import normalize
from wagtail.admin.models import EditingSession
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import Page, Task, TaskState, Workflow, WorkflowState, get_page_models

from blog.comments import links as comment_links
from blog.comments import replies
from blog.models import ArticlePage, Comment
from leads.models import Subscriber
from leads.newsletter.links import confirm_url, leave_url

# What an argument names, wherever it stands.
MODELS = {
    "article_id": "blog.ArticlePage",
    "collection_id": "wagtailcore.Collection",
    "comment_id": "blog.Comment",
    "doc_id": "wagtaildocs.Document",
    "document_id": "wagtaildocs.Document",
    "facility_id": "treatment.FacilityPage",
    "form_id": "leads.CallbackFormPage",
    "image_id": "wagtailimages.Image",
    "page_id": "wagtailcore.Page",
    "page_pk": "wagtailcore.Page",
    "page_to_move_id": "wagtailcore.Page",
    "parent_page_id": "wagtailcore.Page",
    "redirect_id": "wagtailredirects.Redirect",
    "restriction_id": "wagtailcore.CollectionViewRestriction",
    "session_id": "wagtailadmin.EditingSession",
    "site_id": "wagtailcore.Site",
    "task_id": "wagtailcore.Task",
    "uploaded_file_id": "wagtailcore.UploadedFile",
    "workflow_pk": "wagtailcore.Workflow",
}
# What the `pk` of a view that is of no model names, by how the address's name begins.
OWNERS = {
    "leads_": "leads.CallbackRequest",
    "treatment_import_decide": "treatment.DirectoryImportRow",
    "treatment_import": "treatment.DirectoryImport",
    "newsletter_issues:": "leads.NewsletterIssue",
    "newsletter_subscribers:": "leads.Subscriber",
    "reader_comments:": "blog.Comment",
    "wagtailadmin_workflows:edit_task": "wagtailcore.Task",
    "wagtailadmin_workflows:enable_task": "wagtailcore.Task",
    "wagtailadmin_workflows:disable_task": "wagtailcore.Task",
    "wagtailadmin_workflows:": "wagtailcore.Workflow",
    "wagtailadmin_api:pages:": "wagtailcore.Page",
    "wagtailadmin_api:documents:": "wagtaildocs.Document",
    "wagtailadmin_api:images:": "wagtailimages.Image",
    "wagtaildocs_chooser:": "wagtaildocs.Document",
    "wagtailapi_v2:pages:": "wagtailcore.Page",
    "wagtailapi_v2:drafts:": "wagtailcore.Page",
    "wagtailapi_v2:images:": "wagtailimages.Image",
    "wagtailapi_v2:documents:": "wagtaildocs.Document",
    "wagtailapi_v2:redirects:": "wagtailredirects.Redirect",
    "wagtailapi_v2:forms:": "leads.CallbackFormPage",
}
STATES = ("status", "state")  # columns of which every value is opened, in our own tables
OURS = {"headless", "home", "leads", "blog", "treatment"}
MOST_STATES = 10  # a "state" with more is one of the United States
# Screens of pages that are opened for each type; the others are opened for an article in review.
OF_EVERY_TYPE = {
    "wagtailadmin_explore",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:delete",
    "wagtailadmin_pages:history",
    "home_findings_on_edit",
    "wagtailapi_v2:pages:detail",
    "wagtailapi_v2:drafts:detail",
}
Opening = tuple[str, dict[str, Any]]


class NoWayInError(LookupError):
    """An address has an argument that nobody knows, or shows what is not stored."""


@dataclass(frozen=True)
class Door:
    """One address: its name and pattern, what in particular it shows, and the path to it."""

    name: str
    pattern: str
    what: str
    path: str

    @property
    def label(self) -> str:
        """How the golden table names it: the same on every machine."""
        return f"{self.pattern} [{self.what}]" if self.what else self.pattern


def every_door() -> list[Door]:
    """Return each address of the site, as often as there are kinds of things that it shows.

    Raises NoWayInError, naming all addresses that cannot be opened.
    """
    doors, closed = {}, []
    for name, pattern, template, arguments, view in _addresses(get_resolver(), (), ()):
        try:
            for what, values in _openings(name, arguments, view):
                door = Door(name, pattern, what, _path(template, values))
                doors.setdefault(door.label, door)  # v3 has a pattern for each method
        except NoWayInError as error:
            closed.append(f"{name} ({pattern}): {error}")
    if closed:
        raise NoWayInError("\n".join(closed))
    return list(doors.values())


def _addresses(resolver: Any, parts: tuple, names: tuple[str, ...]) -> Iterator[tuple]:
    """Yield name, pattern, template of a path, its arguments and view, of all below a resolver."""
    for entry in resolver.url_patterns:
        below = (*parts, entry.pattern)
        if not isinstance(entry, URLPattern):
            inner = (*names, entry.namespace) if entry.namespace else names
            yield from _addresses(entry, below, inner)
            continue
        template, arguments = "", []
        for part in below:
            piece, needed = normalize(part.regex.pattern)[-1]
            template, arguments = template + piece, arguments + needed
        pattern = "".join(map(str, below))
        yield ":".join([*names, entry.name or ""]), pattern, template, arguments, entry.callback


def _path(template: str, values: dict[str, Any]) -> str:
    """Return the path; bulk screens name what they are for in the query."""
    query = f"?id={values['id']}" if "id" in values else ""
    try:
        return f"/{template % values}{query}"
    except KeyError as error:
        raise NoWayInError(f"{error} is missing") from error


def _openings(name: str, arguments: list[str], view: Any) -> Iterator[Opening]:
    """Yield what an address can show, and its arguments."""
    if name in SPECIAL:
        yield from SPECIAL[name]()
    elif not arguments:
        yield "", {}
    elif maker := BY_ARGUMENTS.get(tuple(sorted(arguments))):
        yield from maker()
    else:
        yield from _rows_of_one(name, arguments, view)


def _rows_of_one(name: str, arguments: list[str], view: Any) -> Iterator[Opening]:
    first, *more = arguments
    if more:
        raise NoWayInError(f"nobody knows {arguments} together")
    model = _model(name, first, view)
    every = model is not Page or name in OF_EVERY_TYPE
    rows = list(_rows(model)) if every else [("in review", in_review())]
    if not rows:
        raise NoWayInError(f"no row of {model._meta.label} is there")
    for what, row in rows:
        yield what, {first: row.pk}


def _model(name: str, argument: str, view: Any) -> type[Model]:
    """Return the model of which an argument names a row."""
    if argument in MODELS:
        return apps.get_model(MODELS[argument])
    if argument not in ("pk", "instance_pk"):
        raise NoWayInError(f"nobody knows {argument}")
    if owner := next((OWNERS[start] for start in OWNERS if name.startswith(start)), None):
        return apps.get_model(owner)
    model = getattr(view, "view_initkwargs", {}).get("model")
    model = model or getattr(getattr(view, "view_class", None), "model", None)
    if not isinstance(model, type):
        raise NoWayInError("its view has no model, and OWNERS does not name one")
    return model


def _rows(model: type[Model]) -> Iterator[tuple[str, Any]]:
    """Yield one row of each type of page, or of each state; or the newest."""
    if model is Page:
        for kind in get_page_models():
            if row := kind.objects.filter(depth__gt=1).order_by("pk").first():
                yield kind._meta.label, row
            elif kind.__module__ != Page.__module__:
                raise NoWayInError(f"no {kind._meta.label} is there")
        return
    rows = model._default_manager.order_by("-pk")
    column = next((f for f in model._meta.fields if f.name in STATES and f.choices), None)
    values = [value for value, _ in column.choices] if column else []
    if model._meta.app_label not in OURS or not 0 < len(values) <= MOST_STATES:
        yield from (("", row) for row in rows[:1])
        return
    for value in values:
        row = rows.filter(**{column.name: value}).first()
        if row is None:
            raise NoWayInError(f"no {model._meta.label} of {column.name} {value} is there")
        yield str(value), row


def in_review() -> Page:
    """Return an article that somebody submitted."""
    return WorkflowState.objects.active().order_by("pk").first().content_object.specific


def _types_below_parents() -> Iterator[Opening]:
    """Yield each page type that can be made, below a page that takes it."""
    for kind in get_page_models():
        parent = next(
            (
                page
                for page in Page.objects.filter(depth__gt=1).order_by("depth", "pk").specific()
                if page.permissions_for_user(superuser()).can_add_subpage()
                and kind in page.creatable_subpage_models()
            ),
            None,
        )
        names = kind._meta.app_label, kind._meta.model_name
        if parent is not None:
            yield kind._meta.label, dict(zip(_ADD, (*names, parent.pk), strict=True))


_ADD = ("content_type_app_name", "content_type_model_name", "parent_page_id")


def superuser() -> Any:
    """Return somebody who may do all."""
    return get_user_model().objects.filter(is_superuser=True).first()


def _types(app: str, model: str) -> Callable[[], Iterator[Opening]]:
    def types() -> Iterator[Opening]:
        for kind in get_page_models():
            if kind is not Page:
                yield kind._meta.label, {app: kind._meta.app_label, model: kind._meta.model_name}

    return types


def _bulk() -> Iterator[Opening]:
    bulk_action_registry._scan_for_bulk_actions()
    for app, models in bulk_action_registry.actions.items():
        for model, actions in models.items():
            row = apps.get_model(app, model)._default_manager.order_by("-pk").first()
            if row is None:
                raise NoWayInError(f"no row of {app}.{model} is there")
            for action in actions:
                values = {"app_label": app, "model_name": model, "action": action, "id": row.pk}
                yield f"{app}.{model} {action}", values


def _settings(*also: str) -> Callable[[], Iterator[Opening]]:
    site = apps.get_model("wagtailcore.Site")

    def settings() -> Iterator[Opening]:
        for model in settings_registry:
            names = {"app_name": model._meta.app_label, "model_name": model._meta.model_name}
            yield model._meta.label, names | {name: site.objects.first().pk for name in also}

    return settings


def _page_and_revision() -> Iterator[Opening]:
    page = in_review()
    yield "in review", {"page_id": page.pk, "revision_id": page.latest_revision_id}


def _compared() -> Iterator[Opening]:
    values = {"pk": in_review().pk, "revision_id_a": "live", "revision_id_b": "latest"}
    yield "in review", values


def _task(action: str | None) -> Callable[[], Iterator[Opening]]:
    def tasks() -> Iterator[Opening]:
        page = in_review()
        state = TaskState.objects.get(pk=page.current_workflow_task_state.pk)
        for name in ("approve", "reject") if action else ("",):
            more = {"action_name": name} if name else {}
            yield name, {"page_id": page.pk, "task_state_id": state.pk} | more

    return tasks


def _one(**values: Callable[[], Any]) -> Callable[[], Iterator[Opening]]:
    return lambda: iter([("", {name: value() for name, value in values.items()})])


def _newest(label: str) -> Callable[[], Any]:
    def newest() -> Any:
        row = apps.get_model(label)._default_manager.order_by("-pk").first()
        if row is None:
            raise NoWayInError(f"no row of {label} is there")
        return row.pk

    return newest


def _comment_of_article() -> Iterator[Opening]:
    comment = Comment.objects.filter(status=Comment.Status.APPROVED).first()
    yield "", {"article_id": comment.article_id, "comment_id": comment.pk}


def _comment_token(make: Callable[[Comment], str]) -> Callable[[], Iterator[Opening]]:
    def tokens() -> Iterator[Opening]:
        for status in Comment.Status.values:
            comment = Comment.objects.filter(status=status).first()
            yield status, {"token": make(comment)}

    return tokens


def _subscriber_token(address: Callable[[Subscriber], str]) -> Callable[[], Iterator[Opening]]:
    def tokens() -> Iterator[Opening]:
        for state, subscriber in _rows(Subscriber):
            yield state, {"token": address(subscriber).rstrip("/").rsplit("/", 1)[-1]}

    return tokens


def _decisions() -> Iterator[Opening]:
    for decision in ("approve", "reject", "spam", "pending", "nonsense"):
        yield decision, {"pk": Comment.objects.first().pk, "decision": decision}


def _password_link() -> Iterator[Opening]:
    user = superuser()
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    yield "", {"uidb64": uid, "token": default_token_generator.make_token(user)}


def _session() -> Iterator[Opening]:
    session = EditingSession.objects.first()
    names = {"app_label": "blog", "model_name": ArticlePage._meta.model_name}
    yield "", names | {"object_id": session.object_id, "session_id": session.pk}


def _page_action() -> Iterator[Opening]:
    yield "unpublish", {"pk": in_review().pk, "action_name": "unpublish"}


def _every_page() -> Iterator[Opening]:
    for kind, page in _rows(Page):
        yield kind, {"_0": page.specific.get_url_parts()[2].lstrip("/")}


BY_ARGUMENTS = {
    tuple(sorted(_ADD)): _types_below_parents,
    _ADD[:2]: _types(*_ADD[:2]),
    ("page_id", "revision_id"): _page_and_revision,
    ("action_name", "page_id", "task_state_id"): _task("action"),
    ("app_name", "model_name"): _settings(),
    ("app_name", "model_name", "pk"): _settings("pk"),
    ("article_id", "comment_id"): _comment_of_article,
    ("page_pk", "workflow_pk"): lambda: iter(
        [("", {"page_pk": in_review().get_parent().pk, "workflow_pk": Workflow.objects.first().pk})]
    ),
    ("page_id", "task_state_id"): _task(None),
    ("path",): lambda: iter(()),  # uploaded files, which only the development server hands out
}
SPECIAL: dict[str, Callable[[], Iterator[Opening]]] = {
    "wagtail_bulk_action": _bulk,
    "wagtail_serve": _every_page,
    "wagtailadmin_api:pages:action": _page_action,
    "wagtailadmin_editing_sessions:ping": _session,
    "wagtailadmin_pages:choose_parent": _types("app_label", "model_name"),
    "wagtailadmin_pages:move_confirm": _one(
        page_to_move_id=lambda: in_review().pk,
        destination_id=lambda: in_review().get_parent().pk,
    ),
    "wagtailadmin_pages:revisions_compare": _compared,
    "wagtailadmin_pages:workflow_preview": _one(
        page_id=lambda: in_review().pk, task_id=lambda: Task.objects.first().pk
    ),
    "wagtailadmin_pages:workflow_history_detail": _one(
        page_id=lambda: in_review().pk,
        workflow_state_id=lambda: in_review().current_workflow_state.pk,
    ),
    "wagtailadmin_password_reset_confirm": _password_link,
    "wagtailadmin_tag_model_autocomplete": _one(
        app_name=lambda: "taggit", model_name=lambda: "tag"
    ),
    "wagtailadmin_workflows:add_task": _one(
        app_label=lambda: "blog", model_name=lambda: "medicalreviewtask"
    ),
    "wagtailcore_authenticate_with_password": _one(
        page_view_restriction_id=_newest("wagtailcore.PageViewRestriction"),
        page_id=lambda: _restricted().pk,
    ),
    "wagtaildocs_serve": lambda: iter(
        [("", {"_0": _newest("wagtaildocs.Document")(), "_1": _document_name()})]
    ),
    "wagtailimages:preview": _one(
        image_id=_newest("wagtailimages.Image"), filter_spec=lambda: "width-20"
    ),
    "comments:own": _comment_token(comment_links.token_of),
    "comments:edit": _comment_token(comment_links.token_of),
    "comments:delete": _comment_token(comment_links.token_of),
    "comments:confirm_replies": _comment_token(replies.confirmation_token),
    "comments:stop_replies": _comment_token(replies.stop_token),
    "newsletter:confirm": _subscriber_token(confirm_url),
    "newsletter:leave": _subscriber_token(leave_url),
    "reader_comments:decide": _decisions,
    "sitemap_section": _one(section=lambda: "pages"),
    "wagtailapi_v3:get_schema_for_type": _one(type_name=lambda: "blog.ArticlePage"),
    "wagtailapi_v3:detail_page_revision": _one(
        page_id=lambda: in_review().pk, revision_id=lambda: in_review().latest_revision_id
    ),
}


def _restricted() -> Page:
    return apps.get_model("wagtailcore.PageViewRestriction").objects.order_by("-pk")[0].page


def _document_name() -> str:
    return apps.get_model("wagtaildocs.Document").objects.order_by("-pk")[0].filename
