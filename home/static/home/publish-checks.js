// Keeps the list of findings true to the form as it stands, and leads from a finding to its place.

const form = document.querySelector("[data-edit-form]");
const panel = document.querySelector("[data-publish-checks]");

// Wagtail builds the blocks of the form, and its panels listen, only by then.
if (form && panel) addEventListener("load", begin);

function begin() {
  let waiting = 0;
  let asked = null;

  async function look() {
    asked?.abort();
    asked = new AbortController();
    // Beside the address that the form is saved to, which changes when a new page gets its own.
    const address = new URL("checks/", form.action);
    try {
      const answer = await fetch(address, {
        method: "POST",
        body: new FormData(form),
        signal: asked.signal,
      });
      show(answer.ok ? await answer.text() : "");
    } catch (error) {
      if (error.name !== "AbortError") show("");
    }
  }

  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(look, 1_000); // so that it is not asked with every key
  }

  form.addEventListener("input", later); // Wagtail compares with the form of some seconds after its load
  document.addEventListener("w-unsaved:add", later);
  document.addEventListener("w-autosave:success", later);
  new MutationObserver(count).observe(axeCount(), { childList: true, characterData: true, subtree: true });
  document.addEventListener("click", follow);
  look();
  if (location.hash === "#publish-checks") open();
  addEventListener("hashchange", () => location.hash === "#publish-checks" && open());
}

function open() {
  document.querySelector('[data-side-panel="checks"]').dispatchEvent(new Event("open"));
}

function show(html) {
  const stale = panel.querySelector("[data-publish-checks-stale]");
  stale.hidden = html.includes("data-count"); // otherwise it is an error, or the log-in page
  if (!stale.hidden) return;
  panel.querySelector("[data-publish-checks-findings]").innerHTML = html;
  stale.hidden = !panel.querySelector("[data-incomplete]");
  count();
}

// The button of the panel counts what Wagtail's checker found; ours is added to it.

function axeCount() {
  return document.querySelector("[data-content-checker-count]");
}

function count() {
  const { count: ours = "0", errors = "0" } = panel.querySelector("[data-count]")?.dataset ?? {};
  const badge = panel.querySelector("[data-publish-checks-count]");
  badge.textContent = ours;
  badge.classList.toggle("has-errors", errors !== "0");
  const counter = document.querySelector(
    '[data-side-panel-toggle="checks"] [data-side-panel-toggle-counter]',
  );
  const total = Number(ours) + Number(axeCount().textContent);
  counter.textContent = total;
  counter.hidden = total === 0;
}

// From a finding to its place: open the tab and the panels around it, then go there.

function follow(event) {
  const link = event.target.closest?.('a[href^="#:w:contentpath="]');
  if (!link) return;
  event.preventDefault();
  const place = decodeURIComponent(link.hash.slice("#:w:contentpath=".length));
  const target = find(place);
  if (!target) return;
  const tab = target.closest('[role="tabpanel"]');
  if (tab?.hidden) document.querySelector(`[role="tab"][aria-controls="${tab.id}"]`)?.click();
  target.dispatchEvent(new Event("beforematch", { bubbles: true })); // Wagtail opens panels on it
  target.scrollIntoView({ block: "center" });
  const field = '[contenteditable="true"], input:not([type="hidden"]), textarea, select, button';
  target.querySelector(field)?.focus({ preventScroll: true });
}

function find(place) {
  const parts = place.split(".");
  for (; parts.length; parts.pop()) {
    const selector = parts.map((part) => `[data-contentpath="${CSS.escape(part)}"]`).join(" ");
    const found = document.querySelector(selector);
    if (found) return found;
  }
  // Rows of the page's own have no content path.
  return document.getElementById(`id_${place.split(".")[0]}-FORMS`)?.closest("[data-panel]");
}
