"""The plugin's models."""

from home.models.base import SitePage
from home.models.pages import HomePage, StandardPage
from home.models.settings import SiteSettings

__all__ = ["HomePage", "SitePage", "SiteSettings", "StandardPage"]
