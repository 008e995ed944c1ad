"""What the load balancer asks."""

import pytest
from django.db import OperationalError


def test_live_touches_no_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get("/health/live")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


def test_ready_says_what_answers(client, db):
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert response.json()["checks"] == {"database": True, "cache": True}
    assert "no-store" in response["Cache-Control"]


class Gone:
    """Stands for a database or a cache that does not answer."""

    def __getattr__(self, name):
        raise OperationalError


@pytest.mark.parametrize(
    ("part", "name"), [("database", "config.health.connection"), ("cache", "config.health.cache")]
)
def test_ready_names_what_does_not_answer(client, db, monkeypatch, part, name):
    monkeypatch.setattr(name, Gone())
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["checks"][part] is False
