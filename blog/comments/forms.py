"""What readers fill in. HTML and the API check what was written with the same forms."""

from collections.abc import Mapping
from typing import Any

from django import forms

from blog.comments.intake import Words
from blog.comments.text import tidy, tidy_name
from blog.models import ArticlePage, Comment
from blog.models.comments import LONGEST_NAME, LONGEST_TEXT
from leads.forms import TRAP, TrapField, without_control_characters

PREFIX = "comment"
_DIGITS = 10  # of the largest id


class NameField(forms.CharField):
    """A name on one line."""

    def to_python(self, value: Any) -> str:
        """Tidy up before anything is checked."""
        return tidy_name(super().to_python(value) or "")


class TextField(forms.CharField):
    """Text of several lines, without the empty ones that say nothing."""

    widget = forms.Textarea(attrs={"rows": 6})

    def to_python(self, value: Any) -> str:
        """Tidy up before anything is checked; only then the length is counted."""
        return tidy(super().to_python(value) or "")


class WordsForm(forms.Form):
    """A name and what its bearer says."""

    name = NameField(
        label="Your name",
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        help_text="Readers see it. A pseudonym is welcome.",
        error_messages={
            "required": "Enter a name. It need not be your own.",
            "max_length": "A name has at most %(limit_value)d characters.",
        },
    )
    text = TextField(
        label="Your comment",
        max_length=LONGEST_TEXT,
        help_text="Readers see it. Leave out what could tell who you are, or who somebody else is.",
        error_messages={
            "required": "Write something.",
            "max_length": "A comment has at most %(limit_value)d characters. "
            "This has %(show_value)d.",
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        cleaned = data if data is None else without_control_characters(data)
        super().__init__(cleaned, prefix=PREFIX, label_suffix="", **kwargs)


class CommentForm(WordsForm):
    """A new comment on an article, or an answer to one."""

    email = forms.EmailField(
        label="Email address",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Never shown, and given to nobody.",
        error_messages={"invalid": "Enter an email address like name@example.org."},
    )
    notify = forms.BooleanField(label="Mail me when somebody answers", required=False)
    parent = forms.CharField(required=False, widget=forms.HiddenInput)
    # People neither see nor reach it; whoever fills it in is a program.
    website = TrapField()
    # How long the page was open, where a script could tell.
    seconds = forms.CharField(required=False, widget=forms.HiddenInput)
    # A random value of the sender's browser: the same for a second try.
    attempt = forms.CharField(required=False, max_length=255, widget=forms.HiddenInput)
    # Set where the form comes back unverified: see `insisting`.
    again = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ("name", "email", "text", "notify")

    def __init__(
        self, article: ArticlePage, data: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None:
        self.article = article
        super().__init__(data, **kwargs)

    def clean_parent(self) -> Comment | None:
        """Return the visible comment of this article that is answered."""
        text = self.cleaned_data["parent"]
        if not text:
            return None
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < _DIGITS else 0
        visible = Comment.objects.filter(article=self.article, status=Comment.Status.APPROVED)
        if parent := visible.filter(pk=number).first():
            return parent
        self.fill_in("parent", "")
        raise forms.ValidationError(
            "The comment you answer is not here any more. Send the form again to post yours by "
            "itself.",
            code="parent",
        )

    def clean(self) -> dict[str, Any]:
        """Ask for an address where somebody wants mail."""
        cleaned = super().clean() or {}
        if cleaned.get("notify") and not cleaned.get("email") and not self.has_error("email"):
            self.add_error("email", "Enter the address we may write to about answers.")
        return cleaned

    def fill_in(self, name: str, value: str) -> None:
        """Set what the form shows when it comes back."""
        self.data[self.add_prefix(name)] = value  # type: ignore[index]

    @property
    def second_try(self) -> str:
        """What to send along with a second try, where one is open."""
        return (
            self.data.get(self.add_prefix("again"), "")
            if self.has_error("__all__", "captcha")
            else ""
        )

    def words(self) -> Words:
        """Return what was written, of a valid form."""
        said = self.cleaned_data
        return Words(said["name"], said["text"], said["email"], said["notify"], said["parent"])

    @property
    def questions(self) -> list[forms.BoundField]:
        """The fields a reader sees, without the trap and the box."""
        return [self[name] for name in ("name", "email", "text")]

    @property
    def box(self) -> forms.BoundField:
        """Whether to be told of answers."""
        return self["notify"]

    @property
    def trap(self) -> forms.BoundField:
        """The field that people do not see."""
        return self[TRAP]
