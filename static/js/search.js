// Offers titles while somebody types, and the crisis lines for words of danger. Without it the form
// works as it stands, and its answer shows the same lines.

const WAIT = 150; // milliseconds: nobody reads faster
const input = document.querySelector("[data-suggestions]");
const list = input?.list;
const shown = document.querySelector("[data-crisis-lines]");
const notice = document.querySelector("[data-crisis-notice]")?.content ?? shown;
let timer;
let asked;

async function suggest() {
  asked?.abort();
  asked = new AbortController();
  const address = `${input.dataset.suggestions}?q=${encodeURIComponent(input.value)}`;
  try {
    const answer = await fetch(address, { signal: asked.signal });
    const { suggestions, crisis_lines: lines } = await answer.json();
    if (lines) showLines(lines);
    // The browser draws its list over what stands below the field: over the numbers to call.
    const titles = lines ? [] : suggestions;
    list.replaceChildren(...titles.map((title) => new Option(title, title)));
  } catch {
    // Too late, or no connection: the form still searches.
  }
}

// Lines stay once they are shown: the next letter is no sign of safety. The same lines are not drawn
// again, which a screen reader would read out again.
function showLines(lines) {
  const numbers = (element) => element.querySelectorAll(".help-line__number");
  const wanted = lines.map((line) => line.display).join();
  if (Array.from(numbers(shown), (number) => number.textContent).join() === wanted) return;
  const copy = notice.firstElementChild.cloneNode(true);
  const [pattern] = copy.querySelectorAll("li");
  pattern.parentElement.replaceChildren(...lines.map((line) => drawLine(pattern, line)));
  shown.replaceChildren(copy);
}

function drawLine(pattern, line) {
  const item = pattern.cloneNode(true);
  item.querySelector("a").href = `tel:${line.dial}`;
  item.querySelector(".help-line__number").textContent = line.display;
  item.querySelector(".help-line__name").textContent = line.name;
  item.querySelector(".help-line__help").textContent = line.help;
  return item;
}

input?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(suggest, WAIT);
});
