/* One function for each block of a body, by its `type`. A block without one is left out. */

import { callbackForm } from "./callback.js";
import { h, link, picture, rich } from "./html.js";

const headed = (heading, ...rest) => h("section", {}, heading && h("h2", {}, heading), ...rest);
const card = (page) =>
  h("li", {}, link(page), page.summary && h("p", {}, page.summary), picture(page.image));

const DRAW = {
  heading: ({ text, level, anchor }) => h(`h${level}`, { id: anchor }, text),
  paragraph: (html) => rich(html),
  picture: ({ image, caption, credit }) =>
    h("figure", {}, picture(image), h("figcaption", {}, [caption, credit].filter(Boolean).join(" · "))),
  quote: ({ text, name, role }) =>
    h("blockquote", {}, h("p", {}, text), h("footer", {}, [name, role].filter(Boolean).join(", "))),
  call_out: ({ kind, heading, text }) =>
    h("aside", { class: kind }, h("strong", {}, heading), rich(text)),
  questions: ({ heading, items }) =>
    headed(
      heading,
      items.map(({ question, answer }) =>
        h("details", {}, h("summary", {}, question), rich(answer)),
      ),
    ),
  steps: ({ heading, items }) =>
    headed(
      heading,
      h("ol", {}, items.map((item) => h("li", {}, h("strong", {}, item.heading), rich(item.text)))),
    ),
  cards: ({ heading, items }) =>
    headed(
      heading,
      h("ul", {}, items.filter((item) => item.url).map(({ page, url, text, description }) =>
        h("li", {}, page ? link(page, text) : h("a", { href: url }, text), h("p", {}, description)),
      )),
    ),
  table: ({ caption, columns, rows }) =>
    h("table", {},
      h("caption", {}, caption),
      h("thead", {}, h("tr", {}, columns.map(({ heading }) => h("th", { scope: "col" }, heading)))),
      h("tbody", {}, rows.map(({ values }) =>
        h("tr", {}, values.map((value, at) =>
          h("td", {}, columns[at].type === "rich_text" ? rich(value) : value),
        )),
      )),
    ),
  embed: ({ address, title, summary }) =>
    h("p", {}, h("a", { href: address, rel: "noreferrer" }, title), " ", summary),
  latest_articles: ({ heading, articles }) => headed(heading, h("ul", {}, articles.map(card))),
  phone: ({ line }) => line && phone(line),
  callback_form: ({ heading, form }) => form && headed(heading, callbackForm(form)),
  program_teaser: ({ page }) => page && h("ul", {}, card(page)),
  facility_teaser: ({ page }) => page && h("ul", {}, card(page)),
};

/** Return a number to call, with who answers it and what readers must be told. */
export function phone({ label, number, e164, answerer }) {
  return h("p", { class: "phone" },
    h("a", { href: `tel:${e164}` }, `${label} ${number}`), " ",
    h("small", {}, `Answered by ${answerer.name}. ${answerer.disclosure}`),
  );
}

/** Return the elements of a body. */
export function drawBody(body) {
  return body.map(({ type, value }) => DRAW[type]?.(value)).filter(Boolean);
}
