"""The publish checks there are."""

from home.publishing.check import Check


class Checks:
    """Checks by code, in the order in which plugins add them."""

    def __init__(self) -> None:
        self._checks: dict[str, Check] = {}

    def register(self, *checks: Check) -> None:
        """Add checks; call it from `AppConfig.ready()`. Raises ValueError where a code is taken."""
        for check in checks:
            if check.code in self._checks:
                raise ValueError(f"A publish check is registered already: {check.code}")
            self._checks[check.code] = check

    def all(self) -> list[Check]:
        """Return every check."""
        return list(self._checks.values())


publish_checks = Checks()
