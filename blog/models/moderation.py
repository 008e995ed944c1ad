"""What moderators and publishers decide about all comments: bans, ready answers, settings."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import register_setting

from blog.models.comments import LONGEST_TEXT
from home.models import FrameSettings


class Ban(models.Model):
    """Somebody, some network or some word that is not welcome. Nobody is told."""

    class Kind(models.TextChoices):
        PERSON = "person", "A person"
        NETWORK = "network", "A network"
        WORD = "word", "A word"

    kind = models.CharField(max_length=7, choices=Kind.choices)
    value = models.CharField(
        max_length=120,
        help_text="A person: the keyed hash of the address, never the address. "
        "A network: as comments hold it. A word: in small letters.",
    )
    reason = models.CharField(max_length=200, blank=True, help_text="For other moderators.")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "value"], name="blog_ban_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["person", "network", "word"]) & ~Q(value=""),
                name="blog_ban_of_something",
            ),
        ]

    def __str__(self) -> str:
        # The hash of a person says nothing to anybody; it is not shown.
        return self.get_kind_display() if self.kind == self.Kind.PERSON else self.value


class CannedReply(models.Model):
    """An answer that is often needed, ready to be changed and sent."""

    title = models.CharField(max_length=80, unique=True, help_text="For moderators.")
    text = models.TextField(max_length=LONGEST_TEXT)

    panels = [FieldPanel("title"), FieldPanel("text")]

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "canned replies"

    def __str__(self) -> str:
        return self.title


@register_setting(icon="openquote", order=300)
class CommentSettings(FrameSettings):
    """Whether readers may comment, and what happens to what they write.

    Off until a publisher turns it on: somebody must be there to read what people in need write.
    """

    enabled = models.BooleanField(
        "readers may comment",
        default=False,
        help_text="Each article can say otherwise. Approved comments stay visible in any case.",
    )
    pre_moderated = models.BooleanField(
        "read before they are shown",
        default=True,
        help_text="Otherwise only comments with links, numbers or warning signs wait.",
    )
    trust_known_people = models.BooleanField(
        "trust people who were approved twice",
        default=False,
        help_text="Their comments are shown at once, unless something else holds them. "
        "They are known by their mail address.",
    )
    close_after_days = models.PositiveSmallIntegerField(
        "close after so many days",
        null=True,
        blank=True,
        help_text="Counted from an article's first publication. Empty: never.",
    )
    team_name = models.CharField(
        max_length=80, default="The editors", help_text="Stands above the publisher's answers."
    )

    panels = [
        FieldPanel("enabled"),
        MultiFieldPanel(
            [FieldPanel("pre_moderated"), FieldPanel("trust_known_people")], heading="Moderation"
        ),
        FieldPanel("close_after_days"),
        FieldPanel("team_name"),
    ]

    class Meta:
        verbose_name = "reader comments"
