"""The documentation keeps to this site, and the document makes types that compile."""

import shutil
import subprocess
from urllib.parse import urlsplit

import pytest
from needs import need
from running_site import ROOT

BIN = ROOT / "node_modules" / ".bin"
# Uses what front ends need of the types: blocks told apart, pages by their type, errors.
USE = """
import type { components, operations } from "./api";
type Schemas = components["schemas"];

export function words(block: Schemas["Body.item"]): string {
  switch (block.type) {
    case "heading": return block.value.text;
    case "paragraph": return block.value;
    case "picture": return block.value.image?.srcset ?? "";
    case "phone": return block.value.line?.answerer.disclosure ?? "";
    default: return block.type;
  }
}

type Resolved = operations["resolvePath"]["responses"][200]["content"]["application/json"];
export function title(answer: Resolved): string {
  return answer.kind === "redirect" ? answer.location : answer.page.title;
}

export const authors = (page: Schemas["blog.ArticlePage"]): string[] =>
  page.authors.map((author) => author.credentials);
export const question: operations["searchFacilities"]["parameters"]["query"] = { near: "02118" };
export const mistakes = (problem: Schemas["Problem"]): string[] =>
  problem.errors?.map((error) => error.pointer) ?? [problem.detail];
export const line = (site: Schemas["Site"]): string => site.hotline?.e164 ?? "911";
"""


@pytest.fixture
def types(address, tmp_path):
    need(shutil.which("node"), "node")
    need((BIN / "openapi-typescript").exists(), "openapi-typescript (run `npm ci`)")
    made = tmp_path / "api.d.ts"
    command = [BIN / "openapi-typescript", f"{address}/api/v2/schema/", "-o", made]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    return made


def compiled(folder, text):
    (folder / "use.ts").write_text(text)
    command = [BIN / "tsc", "--strict", "--noEmit", "--pretty", "false", "use.ts", "api.d.ts"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def test_types_compile_and_tell_blocks_apart(types):
    assert compiled(types.parent, USE) == ""
    wrong = USE.replace("block.value.text", "block.value.txt")
    assert "TS2551" in compiled(types.parent, wrong)


def test_the_documentation_asks_nobody_else(open_page, address):
    page = open_page()
    hosts, complaints = set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    response = page.goto("/api/v2/docs/", wait_until="networkidle")
    page.wait_for_selector("#operations-pages-listPages")
    assert "unsafe" not in response.headers["content-security-policy"]
    assert hosts - {""} == {urlsplit(address).netloc}
    assert complaints == []


def test_an_operation_can_be_tried(open_page):
    page = open_page()
    page.goto("/api/v2/docs/")
    page.locator("#operations-site-getSite button").first.click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    page.wait_for_selector(".live-responses-table:has-text('crisis_lines')")
