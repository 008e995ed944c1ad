/* What each page type shows beside its body, and the locator. */

import { drawBody } from "./blocks.js";
import { callbackForm } from "./callback.js";
import { h, link, picture } from "./html.js";
import { api } from "./site.js";

const list = (pages) => h("ul", {}, pages.map((page) => h("li", {}, link(page))));

function range({ min, max }, unit) {
  if (min === null) return "not known";
  return `${min === max ? min : `${min}–${max}`} ${unit}`;
}

async function articles(page) {
  const query = {
    type: "blog.ArticlePage", child_of: page.id, fields: "summary", order: "-first_published_at",
    limit: 100,
  };
  const { items } = await api.get("/pages/", query);
  return h("ul", { class: "articles" }, items.map(({ title, summary, meta }) =>
    h("li", {}, link({ title, url: meta.html_url }), h("p", {}, summary))));
}

function article({ authors, reviewer, reading_minutes: minutes, references, funding, series, related }) {
  const names = authors.map(({ title, credentials }) => [title, credentials].filter(Boolean).join(", "));
  return [
    h("p", { class: "byline" }, `By ${names.join(" and ")} · ${minutes} minutes`),
    reviewer && h("p", {}, `Reviewed by ${reviewer.title}`),
    references.length > 0 && h("ol", { class: "references" }, references.map(({ title }) => h("li", {}, title))),
    funding && h("p", { class: "funding" }, funding),
    series && h("p", {}, `Part ${series.position} of ${series.total}: `, link(series.series)),
    related.length > 0 && list(related),
  ];
}

function program(page) {
  const facts = [
    ["How often", range(page.sessions_per_week, "times a week")],
    ["Each time", range(page.hours_per_session, "hours")],
    ["How long", range(page.weeks, "weeks")],
  ];
  return [
    h("dl", { class: "facts" }, facts.flatMap(([term, value]) => [h("dt", {}, term), h("dd", {}, value)])),
    h("ul", { class: "who" }, page.who_for.map((line) => h("li", {}, line))),
    list(page.steps_down_to),
  ];
}

function found({ title, html_url: url, address, distance_miles: miles }) {
  const far = miles === null ? "" : ` · ${miles} miles`;
  return h("li", {}, link({ title, url }), ` ${address.city}, ${address.state}${far}`);
}

function locator() {
  const results = h("div", { "aria-live": "polite" });
  const near = h("input", { name: "near", id: "near", placeholder: "02118, or Boston, MA" });
  const form = h("form", { class: "locator" },
    h("label", { for: "near" }, "ZIP code or town"), near, h("button", {}, "Search"));

  async function search(event) {
    event?.preventDefault();
    try {
      const { items, meta } = await api.get("/facilities/", near.value ? { near: near.value } : {});
      results.replaceChildren(h("p", {}, `${meta.total_count} facilities`), h("ul", {}, items.map(found)));
    } catch (problem) {
      results.replaceChildren(h("p", { role: "alert" }, problem.message));
    }
  }
  form.addEventListener("submit", search);
  search();
  return [form, results];
}

const BESIDE = {
  "blog.ArticleIndexPage": articles,
  "blog.ArticlePage": article,
  "treatment.ProgramIndexPage": ({ programs }) => list(programs),
  "treatment.ProgramPage": program,
  "treatment.LocatorPage": locator,
  "leads.CallbackFormPage": ({ form }) => callbackForm(form),
};

/** What stands beside a body asks the API too; where that fails, the page stays. */
async function drawBeside(page) {
  try {
    return await BESIDE[page.meta.type]?.(page);
  } catch (problem) {
    return h("p", { role: "alert" }, problem.message);
  }
}

/** Return the elements of a page of any type. */
export async function drawPage(page) {
  const beside = await drawBeside(page);
  return [h("h1", {}, page.title), h("p", {}, page.summary), picture(page.lead_image),
    ...drawBody(page.body), ...[beside].flat()].filter(Boolean);
}
