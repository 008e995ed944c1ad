"""What was imported from another system, so that importing again neither doubles nor overwrites."""

from django.db import models
from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string


class ImportedItem(models.Model):
    """One item of an old site, and what it has become here.

    A page, image or document that an editor deletes since leaves its row: it is not made again.
    """

    class Kind(models.TextChoices):
        """What the old site calls it."""

        POST = "post", "Post"
        PAGE = "page", "Page"
        AUTHOR = "author", "Author"
        CATEGORY = "category", "Category"
        FILE = "attachment", "File"

    source = models.CharField(max_length=200, help_text="The old site's host and path.")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=200, help_text="Its number, login or slug there.")
    old_path = models.CharField(max_length=255, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    image = models.ForeignKey(
        get_image_model_string(), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    document = models.ForeignKey(
        get_document_model_string(), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    fingerprint = models.CharField(max_length=64, blank=True, help_text="Of what was written.")
    was_live = models.BooleanField(default=False, help_text="Whether it was written as public.")
    links_left = models.BooleanField(
        default=False, help_text="Whether it has links to the old site, to be made page links."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind", "key"], name="blog_importeditem_is_imported_once"
            )
        ]
        indexes = [
            models.Index(fields=["source", "old_path"], name="blog_importeditem_by_path"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} of {self.source}"
