// Offers titles while somebody types. Without it the form works as it stands.

const WAIT = 150; // milliseconds: nobody reads faster
const input = document.querySelector("[data-suggestions]");
const list = input?.list;
let timer;
let asked;

async function suggest() {
  asked?.abort();
  asked = new AbortController();
  const address = `${input.dataset.suggestions}?q=${encodeURIComponent(input.value)}`;
  try {
    const answer = await fetch(address, { signal: asked.signal });
    const { suggestions } = await answer.json();
    list.replaceChildren(...suggestions.map((title) => new Option(title, title)));
  } catch {
    // Too late, or no connection: the form still searches.
  }
}

input?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(suggest, WAIT);
});
