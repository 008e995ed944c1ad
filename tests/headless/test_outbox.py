"""The outbox: owed once, claimed by one, retried with patience, given up in plain sight."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from headless.models import Delivery
from headless.outbox import channels, duties, queue, retries
from headless.outbox.channels import DeliveryError
from headless.outbox.worker import Worker

Status = Delivery.Status


@pytest.fixture
def sent():
    """What the channel `test` was given; put errors into `sent.errors` to have it fail."""

    class Sent(list):
        errors: list = []

    sent = Sent()
    sent.errors = []

    def send(delivery):
        sent.append(delivery.pk)
        if sent.errors:
            raise sent.errors.pop(0)

    channels.register("test", send)
    yield sent
    channels._channels.pop("test")


def owe(key="one", target="somebody"):
    queue.owe("test", target, key, {})
    return Delivery.objects.get(unique_key=key)


def at_once():
    Delivery.objects.update(due_at=timezone.now())


def test_what_is_owed_is_sent_once(db, sent):
    delivery = owe()
    assert Worker().run_due() == 1
    assert Worker().run_due() == 0
    delivery.refresh_from_db()
    assert sent == [delivery.pk]
    assert (delivery.status, delivery.attempts, delivery.claim) == (Status.DELIVERED, 1, None)
    assert delivery.finished_at is not None
    assert not delivery.maybe_sent_before


def test_the_same_effect_is_owed_once(db, sent):
    assert owe().pk == owe().pk
    Worker().run_due()
    assert owe().status == Status.DELIVERED
    assert len(sent) == 1


def test_a_failure_is_tried_again_later(db, sent):
    owe()
    sent.errors = [DeliveryError("busy")]
    before = timezone.now()
    assert Worker().run_due() == 1
    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.last_error) == (Status.WAITING, "busy")
    assert delivery.due_at > before + timedelta(seconds=1)
    at_once()
    Worker().run_due()
    delivery.refresh_from_db()
    assert (delivery.status, delivery.attempts, delivery.last_error) == (Status.DELIVERED, 2, "")


def test_the_targets_own_patience_is_kept(db, sent):
    owe()
    sent.errors = [DeliveryError("later", after=timedelta(hours=3))]
    Worker().run_due()
    wait = Delivery.objects.get().due_at - timezone.now()
    assert timedelta(hours=2, minutes=59) < wait <= timedelta(hours=3)


def test_a_short_patience_does_not_shorten_the_schedule():
    shortest = retries.SCHEDULE[3] * (1 - retries.JITTER)
    assert retries.delay(4, timedelta(seconds=1)) >= shortest
    assert retries.delay(4, timedelta(0)) >= shortest


def test_what_may_have_been_sent_stays_so_after_a_clean_failure(db, sent):
    owe()
    sent.errors = [DeliveryError("silence", maybe_sent=True), DeliveryError("refused")]
    Worker().run_due()
    at_once()
    Worker().run_due()
    delivery = Delivery.objects.get()
    assert (delivery.attempts, delivery.last_error) == (2, "refused")
    assert delivery.maybe_sent_before


def test_an_endless_patience_is_cut_to_a_day():
    assert retries.delay(1, timedelta(days=400)) == timedelta(days=1)


def test_delays_grow_and_end():
    delays = [retries.delay(attempts) for attempts in range(1, len(retries.SCHEDULE) + 2)]
    assert delays.pop() is None
    assert all(a < b for a, b in pairwise(retries.SCHEDULE))
    assert all(
        abs(delay - planned) <= planned * retries.JITTER
        for delay, planned in zip(delays, retries.SCHEDULE, strict=True)
    )
    assert retries.delay(3) != retries.delay(3)


def test_after_the_last_attempt_it_is_given_up_and_can_be_revived(db, sent):
    owe()
    sent.errors = [DeliveryError("no")] * 20
    for _ in range(20):
        at_once()
        Worker().run_due()
    delivery = Delivery.objects.get()
    assert delivery.status == Status.DEAD
    assert delivery.attempts == len(retries.SCHEDULE) + 1
    sent.errors = []
    assert queue.revive(Delivery.objects.all()) == 1
    Worker().run_due()
    assert Delivery.objects.get().status == Status.DELIVERED


def test_a_final_refusal_is_given_up_at_once(db, sent):
    owe()
    sent.errors = [DeliveryError("gone", final=True)]
    Worker().run_due()
    assert Delivery.objects.get().status == Status.DEAD


def test_an_unexpected_error_is_named_and_does_not_stop_the_worker(db, sent):
    owe("one")
    owe("two")
    sent.errors = [RuntimeError("quotes a secret")]
    assert Worker().run_due() == 2
    failed = Delivery.objects.get(status=Status.WAITING)
    assert failed.last_error == "Unexpected RuntimeError"
    assert failed.maybe_sent_before


def test_a_channel_that_nobody_offers_waits(db):
    queue.owe("gone", "somebody", "key", {})
    Worker().run_due()
    assert "No plugin offers" in Delivery.objects.get().last_error


def test_who_dies_in_mid_send_leaves_it_to_another_marked(db, sent):
    owe()
    lost = queue.claim()
    assert queue.claim() is None
    Delivery.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    Worker().run_due()
    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.maybe_sent_before) == (Status.DELIVERED, True)
    assert delivery.uid == lost.uid
    assert not queue.delivered(lost)  # the first one wakes up, too late
    assert not queue.failed(lost, DeliveryError("late"))
    assert Delivery.objects.get().status == Status.DELIVERED


def test_a_target_under_way_is_left_alone(db, sent):
    owe("one", "slow")
    owe("two", "quick")
    assert queue.claim(["slow"]).target == "quick"
    assert queue.claim(["slow", "quick"]) is None


def test_what_is_rolled_back_is_not_owed(db, sent):
    with transaction.atomic():
        owe()
        transaction.set_rollback(True)
    assert Worker().run_due() == 0


def test_a_duty_that_fails_leaves_the_others(caplog):
    done = []

    def fails():
        raise RuntimeError

    def works():
        done.append(1)
        return 1

    duties.register("Failing", fails, seconds=1)
    duties.register("Working", works, seconds=1000)
    try:
        for _ in range(2):
            duties.do()
        assert "Failing failed: RuntimeError" in caplog.text
        assert done == [1]
        duties.do(now=True)
        assert done == [1, 1]
    finally:
        duties._duties.pop("Failing")
        duties._duties.pop("Working")


# The admin


def test_given_up_deliveries_are_seen_and_revived(admin_user_client, sent):
    delivery = owe()
    Delivery.objects.update(status=Status.DEAD, last_error="Answered 500")
    html = admin_user_client.get(reverse("headless_outbox")).content.decode()
    assert "Answered 500" in html
    assert "Try again" in html
    admin_user_client.post(reverse("headless_revive"), {"pk": delivery.pk})
    assert Delivery.objects.get().status == Status.WAITING


@pytest.mark.parametrize("pk", ["", "x", "9" * 30, "-1", "999999"])
def test_reviving_nonsense_says_so(admin_user_client, sent, pk):
    response = admin_user_client.post(reverse("headless_revive"), {"pk": pk}, follow=True)
    assert "not one that was given up" in response.content.decode()


def test_editors_do_not_see_deliveries(editor_client, sent):
    delivery = owe()
    Delivery.objects.update(status=Status.DEAD)
    assert editor_client.get(reverse("headless_outbox")).status_code == 302
    editor_client.post(reverse("headless_revive"), {"pk": delivery.pk})
    assert Delivery.objects.get().status == Status.DEAD
