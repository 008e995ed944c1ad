"""The plugin's place in Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save


class LeadsConfig(AppConfig):
    """`leads` depends on `home`."""

    name = "leads"
    verbose_name = "Call-backs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the blocks, fill the frame's slots, keep the groups."""
        from headless.cache.tables import never_shown
        from headless.outbox import channels, duties
        from home import anchors, landmarks, slots
        from home.blocks import ahead
        from home.blocks.registry import body_blocks
        from home.publishing.registry import publish_checks
        from leads import (
            checks,  # noqa: F401 - registers itself
            consents,
            digests,
            floods,
            notices,
            reader_mail,
            site_parts,
            spool,
        )
        from leads.blocks import CONTACT_BLOCKS
        from leads.groups import create_groups, grant_newsletter
        from leads.models import PhoneLine
        from leads.newsletter import letters, mailing, subscribing
        from leads.newsletter.blocks import NEWSLETTER_BLOCKS
        from leads.publishing import TypedNumbers
        from leads.slots import error_title, front_door, hotline, newsletter

        never_shown(
            *("leads.AccessRecord", "leads.CallbackRequest", "leads.ConsentRecord"),
            *("leads.Recipient", "leads.RequestComment", "leads.RequestEvent"),
            *("leads.RoutingRule", "leads.ConsentWording", "leads.Subscriber"),
            *("leads.SubscriptionConsent", "leads.NewsletterIssue", "leads.IssueArticle"),
            *("leads.IssueCopy", "leads.Tally", "leads.Sighting", "leads.Digest"),
        )
        channels.register(notices.CHANNEL, notices.send)
        channels.register(reader_mail.CHANNEL, reader_mail.send)
        duties.register("Requests drained from the spool", spool.drain, seconds=5)
        duties.register("Levels of floods forgotten", floods.forget, seconds=3_600)
        duties.register("Digests forgotten", digests.forget, seconds=86_400)
        duties.register("Overdue requests escalated", notices.escalate_overdue, seconds=30)
        duties.register(
            "Unconfirmed sign-ups forgotten", subscribing.forget_unconfirmed, seconds=600
        )
        duties.register("Copies of newsletters owed", mailing.owe_copies, seconds=2)
        duties.register("Copies of newsletters forgotten", mailing.forget_copies, seconds=3_600)
        reader_mail.register(subscribing.CONFIRM, letters.confirm_letter, subscribing.bounced)
        reader_mail.register(subscribing.KNOWN, letters.known_letter, subscribing.bounced)
        reader_mail.register(letters.ISSUE, letters.issue_letter, subscribing.copy_bounced)
        anchors.reserve(r"form(-\d+|-[0-9a-f]{12})?(-errors|-captcha)?", r"answerer-\d+")
        anchors.reserve(r"(footer-)?newsletter(-errors)?", r"cannot-wait")
        body_blocks.register(CONTACT_BLOCKS)
        body_blocks.register(NEWSLETTER_BLOCKS)
        ahead.register(PhoneLine, lambda model, keys: model.read_whole(keys))
        publish_checks.register(TypedNumbers())
        site_parts.register()
        landmarks.register("leads.WhoAnswersPage")
        slots.fill("hotline", "components/hotline.html", hotline)
        slots.fill("front", "components/front_door.html", front_door)
        slots.fill("footer", "components/newsletter/footer.html", newsletter)
        slots.fill("title", "components/forms/error_title.html", error_title)
        post_save.connect(consents.form_saved, sender=self.get_model("CallbackFormPage"))
        post_save.connect(consents.answerer_saved, sender=self.get_model("Answerer"))
        post_save.connect(subscribing.settings_saved, sender=self.get_model("LeadsSettings"))
        post_migrate.connect(grant_newsletter, sender=self)
        post_migrate.connect(create_groups, sender=self)
        self._join_the_api()

    def _join_the_api(self) -> None:
        from headless.openapi.operations import describe
        from headless.reading import router
        from leads.descriptions import forms
        from leads.endpoint import FormsEndpoint
        from leads.newsletter import describing
        from leads.newsletter.endpoint import NewsletterEndpoint

        router.register("forms", FormsEndpoint)
        router.register("newsletter", NewsletterEndpoint)
        describe("forms", forms)
        describe("newsletter", describing.operations)
