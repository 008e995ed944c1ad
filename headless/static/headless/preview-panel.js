// Hands the preview's token to the front end in the frame, to no other window and no other origin,
// and keeps the preview alive while the editor is open. The frame gets its address last: a front end
// that the browser holds already would say that it is ready before anybody heard it.

const frame = document.getElementById("front");
const { address, origin, token, keep } = frame.dataset;
const csrf = document.querySelector("[name=csrfmiddlewaretoken]").value;
let version = frame.dataset.version;

function load() {
  frame.contentWindow.postMessage({ type: "headless-preview:load", token }, origin);
}

window.addEventListener("message", (event) => {
  if (event.origin !== origin || event.source !== frame.contentWindow) return;
  if (event.data?.type === "headless-preview:ready") load();
});

setInterval(async () => {
  // As Wagtail's own requests: who has logged out is told 403, not the log-in page.
  const headers = { "X-CSRFToken": csrf, "X-Requested-With": "XMLHttpRequest" };
  const answer = await fetch(keep, { method: "POST", headers });
  if (!answer.ok) return;
  const now = String((await answer.json()).version);
  if (now !== version) load();
  version = now;
}, 60_000);

frame.src = address;
