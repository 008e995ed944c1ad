"""The plugin's place in Django."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete


class TreatmentConfig(AppConfig):
    """`treatment` depends on `leads` and `home`; it does not know `blog`."""

    name = "treatment"
    verbose_name = "Treatment"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add the plugin to what is below it, and follow what changes its data."""
        from headless.cache.tables import never_shown
        from headless.openapi.operations import describe
        from headless.outbox import duties
        from headless.reading import router
        from home import anchors, landmarks, slots, subjects
        from home.blocks.registry import body_blocks
        from treatment import checks, problems  # noqa: F401
        from treatment.blocks import TEASER_BLOCKS
        from treatment.descriptions import facilities
        from treatment.endpoint import FacilitiesEndpoint
        from treatment.importing import duty
        from treatment.search.codebook import FACETS
        from treatment.slots import locator_alternative

        never_shown(
            *("treatment.DirectoryImport", "treatment.DirectoryImportRow"),
            "treatment.ListingProblem",
        )
        anchors.reserve(r"contact|by-state|results|map|position-note|nearest-to")
        anchors.reserve(r"locator-(search|near|within|q|state)", r"fold-(questions|name)")
        anchors.reserve(rf"(facet|more|meanings)-({'|'.join(FACETS)})", r"problem(-errors)?")
        body_blocks.register(TEASER_BLOCKS)
        subjects.register("treatment.ProgramPage")
        landmarks.register("treatment.LocatorPage")
        router.register("facilities", FacilitiesEndpoint)
        describe("facilities", facilities)
        duties.register("Steps of imports", duty.work, seconds=2)
        slots.fill(
            "alternatives", "treatment/partials/locator_alternative.html", locator_alternative
        )
        duties.register("Words of ended reports forgotten", problems.forget_words, seconds=86_400)
        self._join_the_search()
        self._load_after_migrate()
        self._keep_the_search_true()

    def _join_the_search(self) -> None:
        from home.search import kinds
        from treatment.models import FacilityPage, ProgramPage
        from treatment.search.site_search import LEVEL, STATE, FacilityKind, near_a_place

        kinds.register(kinds.Kind("programs", "Kinds of treatment", ProgramPage, [LEVEL]))
        kinds.register(FacilityKind("facilities", "Facilities", FacilityPage, [STATE]))
        kinds.register_shortcut(near_a_place)

    def _load_after_migrate(self) -> None:
        from treatment.groups import grant_problems
        from treatment.search import gazetteer, indexing
        from treatment.taxonomy import loading

        for load in (
            loading.after_migrate,
            gazetteer.after_migrate,
            indexing.after_migrate,
            grant_problems,
        ):
            post_migrate.connect(load, sender=self)

    def _keep_the_search_true(self) -> None:
        from wagtail.models import PageViewRestriction
        from wagtail.signals import post_page_move

        from treatment.importing import deletions
        from treatment.search import indexing
        from treatment.signals import facilities_changed

        facilities_changed.connect(indexing.after_bulk)
        pre_delete.connect(deletions.remember, sender="treatment.FacilityPage")
        post_page_move.connect(indexing.after_move)
        for signal in (post_save, post_delete):
            signal.connect(indexing.after_restriction, sender=PageViewRestriction)
