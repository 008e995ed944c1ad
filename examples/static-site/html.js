/* Elements from data. Text is set as text; only rich text, which the CMS cleaned, is set as HTML. */

/** Return an element: h("a", {href}, "Read on", child). */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

export function rich(html) {
  const element = h("div");
  element.innerHTML = html;
  return element;
}

export function picture(image) {
  if (!image) return null;
  const { src, srcset, width, height, alt } = image;
  return h("img", { src, srcset, width, height, alt, sizes: "(min-width: 45rem) 42rem, 100vw" });
}

/** Return a link within this front end to a page of the CMS. */
export function link(page, text = page.title) {
  return h("a", { href: `#${new URL(page.url).pathname}` }, text);
}
