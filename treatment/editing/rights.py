"""What a user may do with a facility, asked for each row of the list."""

from home.publishing.rights import SitePagePermissionTester


class FacilityPermissionTester(SitePagePermissionTester):
    """Wagtail's, which looks for published pages below with a query; a facility has none below."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Let those who may not publish delete drafts alone."""
        # Wagtail gathers `permissions` only for active users who are no superusers.
        if not self.user.is_active or self.user.is_superuser:
            return super().can_delete(ignore_bulk)
        if "publish" not in self.permissions:
            return not self.page.live and self._may_delete_a_draft()
        return super().can_delete(ignore_bulk)

    def _may_delete_a_draft(self) -> bool:
        """Say whether the user edits facilities here, or adds them and added this one."""
        added = "add" in self.permissions and self.page.owner_id == self.user.pk
        return added or "change" in self.permissions
