"""What moderators fill in."""

from django import forms

from blog.models import Comment
from blog.models.comments import LONGEST_NAME, LONGEST_TEXT

LONGEST_NOTE = 200  # characters


def _text_area(label: str, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": rows})
    )


class EditForm(forms.Form):
    """The words of a comment, and why they are changed."""

    name = forms.CharField(max_length=LONGEST_NAME)
    text = _text_area("Comment", 8)
    note = forms.CharField(
        label="Why",
        max_length=LONGEST_NOTE,
        required=False,
        help_text="For other moderators. Name nobody.",
    )


class ReplyForm(forms.Form):
    """An answer in the publisher's name."""

    text = _text_area("Answer", 6)


class BanForm(forms.Form):
    """Whom to ban: whoever wrote a comment, or where it came from."""

    kind = forms.ChoiceField(choices=[("person", "A person"), ("network", "A network")])
    reason = forms.CharField(max_length=LONGEST_NOTE, required=False)
