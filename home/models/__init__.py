"""The plugin's models."""

from home.models.base import SitePage
from home.models.frame import FrameSettings
from home.models.pages import HomePage, StandardPage
from home.models.publishing import PublishingSettings
from home.models.settings import SiteSettings
from home.models.synonyms import SearchSynonyms

__all__ = [
    "FrameSettings",
    "HomePage",
    "PublishingSettings",
    "SearchSynonyms",
    "SitePage",
    "SiteSettings",
    "StandardPage",
]
