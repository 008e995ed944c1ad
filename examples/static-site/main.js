/* The frame from `/site/`, and whatever `/resolve/` says stands at the path after the `#`. */

import { phone } from "./blocks.js";
import { h } from "./html.js";
import { api } from "./site.js";
import { drawPage } from "./views.js";

const main = document.querySelector("main");

function menu(links) {
  const entry = ({ text, url, page, children = [] }) =>
    h("li", {}, h("a", { href: page ? `#${new URL(url).pathname}` : url }, text),
      children.length > 0 && menu(children));
  return h("ul", {}, links.map(entry));
}

async function frame() {
  const site = await api.get("/site/");
  document.querySelector("header").replaceChildren(
    h("p", { class: "crisis" }, site.crisis_lines.map(({ dial, display, name }) =>
      h("a", { href: `tel:${dial}` }, `${display} ${name} `))),
    h("a", { class: "brand", href: "#/" }, site.brand.name),
    h("nav", {}, menu(site.navigation)),
    ...(site.hotline ? [phone(site.hotline)] : []));
  document.querySelector("footer").replaceChildren(
    ...site.footer.columns.map(({ heading, links }) => h("section", {}, h("h2", {}, heading), menu(links))),
    h("p", {}, site.footer.note));
}

async function show() {
  const path = decodeURI(location.hash.slice(1)) || "/";
  const answer = await api.get("/resolve/", { path });
  if (answer.kind === "redirect") {
    location.replace(answer.location);
  } else if (answer.kind === "page") {
    main.replaceChildren(...(await drawPage(answer.page)));
    document.title = answer.page.title;
  } else {
    main.replaceChildren(h("h1", {}, "Not here"), h("p", {}, answer.detail));
  }
  main.dataset.path = path;
}

addEventListener("hashchange", show);
await frame();
await show();
