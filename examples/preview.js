// Shows one draft. The token comes in the address's fragment ("View draft") or by a message from
// the CMS's preview panel; it is sent in a header, and is never part of an address.

const cms = document.querySelector("meta[name=cms]").content;
const main = document.querySelector("main");
const status = document.querySelector("[role=status]");

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

async function show(token) {
  const answer = await fetch(`${cms}/api/v2/preview/`, {
    headers: { Authorization: `Preview ${token}` },
    cache: "no-store",
    credentials: "omit",
  });
  const page = await answer.json();
  if (!answer.ok) {
    status.textContent = page.detail;
    return;
  }
  status.textContent = "This is a draft.";
  main.replaceChildren(element("h1", page.title), element("p", page.summary ?? ""));
  for (const block of page.body ?? []) {
    const text = typeof block.value === "string" ? block.value : "";
    const parsed = new DOMParser().parseFromString(text, "text/html");
    main.append(element("p", parsed.body.textContent));
  }
}

window.addEventListener("message", (event) => {
  if (event.origin !== cms || event.source !== window.parent) return;
  if (event.data?.type === "headless-preview:load") show(event.data.token);
});

const fragment = new URLSearchParams(location.hash.slice(1)).get("token");
if (fragment) {
  history.replaceState(null, "", location.pathname);
  show(fragment);
} else if (window.parent !== window) {
  window.parent.postMessage({ type: "headless-preview:ready" }, cms);
}
