// The locator in place: a search fetches its page and swaps what changed. Without this, and where
// anything fails, the form and the links do the same by themselves.

import { offerMap } from "./locator-map.js";
import { offerPosition } from "./locator-position.js";

const REGION = "[data-locator]";
const status = document.createElement("p");
status.className = "visually-hidden";
status.setAttribute("role", "status");
document.querySelector("main").append(status);

let underWay = null;

const region = () => document.querySelector(REGION);
const form = () => document.querySelector("#locator-search");

/** Return the address of what the form asks, without what was left empty. */
function asked() {
  const pairs = [...new FormData(form())].filter(([, value]) => value.trim());
  const address = new URL(form().action);
  address.hash = "";
  address.search = new URLSearchParams(pairs);
  return address;
}

/** Show the page of an address; `focus` is the id of what gets the focus, where it is not kept. */
async function show(address, { focus = "", isNew = true } = {}) {
  underWay?.abort();
  const request = (underWay = new AbortController());
  region().setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, { signal: request.signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!page.querySelector(REGION)) throw new Error("not the locator");
    if (isNew) history.pushState(null, "", response.url);
    swap(page, focus);
  } catch (error) {
    if (error.name === "AbortError") return;
    location.assign(address);
  }
}

/** Put the new page's region in place of the old, with its focus and its open parts. */
function swap(page, focus) {
  const old = region();
  const fresh = document.adoptNode(page.querySelector(REGION));
  const active = document.activeElement;
  const kept = focus || active?.id;
  for (const details of old.querySelectorAll("details[id]")) {
    const same = fresh.querySelector(`#${CSS.escape(details.id)}`);
    if (same) same.open = details.open;
  }
  // Who is typing meanwhile goes on typing.
  if (!focus && active?.matches("#locator-search input[type=text]")) {
    fresh.querySelector(`#${active.id}`).value = active.value;
  }
  old.replaceWith(fresh);
  document.title = page.title;
  const target = kept && document.getElementById(kept);
  target?.focus({ preventScroll: !focus });
  if (focus) target?.scrollIntoView({ block: "start" });
  status.textContent = document.querySelector("#results, .notice__heading")?.textContent ?? "";
  attend();
}

/** Whether a link leads to another search on this page. */
function isSearch(link) {
  const isHere = link.origin === location.origin && link.pathname === location.pathname;
  return isHere && ["", "#results"].includes(link.hash) && !new URLSearchParams(link.search).has("compare");
}

function attend() {
  offerPosition(region().querySelector("[data-position]"), (place) => {
    form().elements.near.value = place;
    show(asked(), { focus: "results" });
  });
  offerMap(region());
}

document.addEventListener("submit", (event) => {
  if (event.target !== form()) return;
  event.preventDefault();
  show(asked(), { focus: "results" });
});

document.addEventListener("change", (event) => {
  const hasResults = document.querySelector("#results");
  const isChoice = event.target.matches("[type=checkbox], select") && event.target.form === form();
  if (isChoice && hasResults) show(asked());
});

document.addEventListener("click", (event) => {
  const link = event.target.closest(`${REGION} a[href]`);
  const isPlain = !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || !isSearch(link)) return;
  event.preventDefault();
  show(link.href, { focus: "results" });
});

addEventListener("popstate", () => {
  if (region()) show(location.href, { isNew: false });
});

attend();
