// 'Use my position': asks the browser when the button is pressed, never before, and keeps about
// half a mile of it.

const DECIMALS = 2;
const PATIENCE = 15_000; // milliseconds
const OLDEST = 10 * 60 * 1000; // milliseconds
const WORDS = {
  1: "Your browser did not give your position. Type a ZIP code or a city above instead.",
  2: "Your device does not know where it is just now. Type a ZIP code or a city above instead.",
  3: "Your device took too long. Try again, or type a ZIP code or a city above.",
};

/** Show the button where the browser could answer; `search` gets the place as the form takes it. */
export function offerPosition(box, search) {
  if (!box || !isSecureContext || !navigator.geolocation) return;
  const button = box.querySelector("button");
  const status = box.querySelector("[role=status]");
  box.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    status.textContent = "";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        button.disabled = false;
        search(`${coords.latitude.toFixed(DECIMALS)}, ${coords.longitude.toFixed(DECIMALS)}`);
      },
      (error) => {
        button.disabled = false;
        button.focus();
        status.textContent = WORDS[error.code] ?? WORDS[2];
      },
      { timeout: PATIENCE, maximumAge: OLDEST },
    );
  });
}
