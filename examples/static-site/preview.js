/* One draft. Its token comes in the fragment ("View draft"), or by a message of the CMS's preview
   panel; it goes out in a header, and no address keeps it. */

import { CMS, api } from "./site.js";
import { drawPage } from "./views.js";

const main = document.querySelector("main");
const status = document.querySelector("[role=status]");

async function show(token) {
  try {
    const page = await api.draft(token);
    main.replaceChildren(...(await drawPage(page)));
    status.textContent = "This is a draft.";
    keepScroll(`scroll ${page.id}`);
  } catch (problem) {
    status.textContent = problem.message;
  }
}

/** Stay where the editor reads: the panel loads this page anew for each change. */
function keepScroll(name) {
  scrollTo(0, sessionStorage.getItem(name) ?? 0);
  onscroll = () => sessionStorage.setItem(name, scrollY);
}

addEventListener("message", (event) => {
  if (event.origin !== CMS || event.source !== parent) return;
  if (event.data?.type === "headless-preview:load") show(event.data.token);
});

const token = new URLSearchParams(location.hash.slice(1)).get("token");
if (token) {
  history.replaceState(null, "", location.pathname + location.search);
  show(token);
} else if (parent !== window) {
  parent.postMessage({ type: "headless-preview:ready" }, CMS);
} else {
  status.textContent = "Nothing to show. Choose View draft in the editor.";
}
