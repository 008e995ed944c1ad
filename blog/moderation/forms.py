"""What moderators fill in."""

from django import forms

from blog.models.comments import LONGEST_TEXT

LONGEST_REASON = 200  # characters


def _text_area(label: str, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": rows})
    )


class EditForm(forms.Form):
    """The words of a comment."""

    text = _text_area("Comment", 8)


class ReplyForm(forms.Form):
    """An answer in the publisher's name."""

    text = _text_area("Answer", 6)


class OriginForm(forms.Form):
    """Whom to ban: whoever wrote a comment, or the network it came from."""

    kind = forms.ChoiceField(
        label="Ban", choices=[("person", "Whoever wrote it"), ("network", "Its network")]
    )
    reason = forms.CharField(label="Why", max_length=LONGEST_REASON, required=False)
