"""Which publish checks a site ignores, warns of, or lets block."""

from django.db import models
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from home.publishing.settings_form import LevelsPanel, PublishingSettingsForm


@register_setting(icon="check", order=300)
class PublishingSettings(BaseSiteSetting):
    """The level of each publish check, by its code; what is not named has its usual level."""

    levels = models.JSONField(default=dict, blank=True)

    base_form_class = PublishingSettingsForm
    panels = [LevelsPanel(heading="What is checked before a page goes live")]

    class Meta:
        verbose_name = "publish checks"
