"""What a user may do with a facility, asked for each row of the list."""

from wagtail.models import PagePermissionTester


class FacilityPermissionTester(PagePermissionTester):
    """Wagtail's, which looks for published pages below with a query; a facility has none below."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Let those who may not publish delete drafts alone."""
        if not self.user.is_superuser and "publish" not in self.permissions and self.page.live:
            return False
        if "change" in self.permissions and "publish" not in self.permissions:
            return self.user.is_active
        return super().can_delete(ignore_bulk)
