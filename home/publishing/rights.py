"""What a user may do with a page, where that differs from Wagtail's rules."""

from wagtail.models import PagePermissionTester


class SitePagePermissionTester(PagePermissionTester):
    """Wagtail's, which would publish an alias by saving a revision of it and fail."""

    def can_publish(self) -> bool:
        """Leave aliases to their sources, with which they go live."""
        return not self.page.alias_of_id and super().can_publish()
