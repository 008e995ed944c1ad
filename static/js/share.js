// The address and the mail link work without this: it offers what the browser itself can do.
const done = document.querySelector(".share__done");

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.parentElement.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      done.textContent = "The link is copied.";
    } catch {
      done.textContent = "The browser did not allow it. Copy the address above.";
    }
  });
}

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  button.parentElement.hidden = false;
  button.addEventListener("click", () => {
    navigator.share({ title: document.title, url: button.dataset.share }).catch(() => {}); // closed
  });
}
