"""An editor's tool of others, `wt` from wagtail-cli, against the running site."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from running_site import load, manage, running

pytestmark = pytest.mark.faults
WT = Path(sys.executable).with_name("wt")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli")
    load(folder)
    return folder


def test_an_article_from_draft_to_published_and_back(folder):
    out = manage(folder, "shell", "-c", MAKE_TOKEN)
    token, parent = out.split()[-2:]
    with running(folder) as address:

        def wt(*arguments):
            base = ("--url", f"{address}/api/v3/", "--token", token, "--json")
            command = [WT, *base, "api", "pages", *arguments]
            done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
            assert done.returncode == 0, done.stdout + done.stderr
            return json.loads(done.stdout) if done.stdout.strip() else None

        def public(pk):
            return requests.get(f"{address}/api/v2/pages/{pk}/", timeout=20).status_code

        pk = wt("create", "blog.ArticlePage", "--parent", parent, "--title", "By tool",
                "--field", "summary:Plain words.")["id"]  # fmt: skip
        assert public(pk) == 404
        wt("update", str(pk), "--yes", "--field", "summary:Plainer words.")
        wt("publish", str(pk))
        assert public(pk) == 200
        assert wt("get", str(pk), "--version", "live")["summary"] == "Plainer words."
        wt("unpublish", str(pk))
        assert public(pk) == 404


MAKE_TOKEN = """
from django.contrib.auth import get_user_model
from wagtail.models import APIToken
from blog.models import ArticleIndexPage
user = get_user_model().objects.filter(is_superuser=True).first()
print(APIToken.create_token(user=user, name="wt")[1], ArticleIndexPage.objects.first().pk)
"""
