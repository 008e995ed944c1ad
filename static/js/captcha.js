// The captcha of call-back forms. Nothing is asked of any server before the reader begins to write.
// The form works without this script; the request is then kept as not verified.

const SHELF_LIFE = 8 * 60 * 1000; // milliseconds; the server's challenge lives for ten minutes
const PATIENCE = 4000; // milliseconds a reader waits after pressing the button, at most

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// ALTCHA, version 2: find the counter whose derived key begins with the prefix.
async function derive(parameters, counter) {
  const nonce = unhex(parameters.nonce);
  const password = new Uint8Array(nonce.length + 4);
  password.set(nonce);
  new DataView(password.buffer).setUint32(nonce.length, counter);
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits(
    {
      name: "PBKDF2",
      hash: parameters.algorithm.split("/")[1],
      salt: unhex(parameters.salt),
      iterations: parameters.cost,
    },
    key,
    parameters.keyLength * 8,
  );
  return hex(new Uint8Array(bits));
}

async function solve(challenge) {
  for (let counter = 0; ; counter += 1) {
    const derivedKey = await derive(challenge.parameters, counter);
    if (derivedKey.startsWith(challenge.parameters.keyPrefix)) {
      return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }));
    }
  }
}

function proofOfWork(box) {
  if (!globalThis.crypto?.subtle) return null; // a page without HTTPS
  const input = box.querySelector("input");
  const status = box.querySelector("[role=status]");
  let work = null;
  let begun = 0;

  async function run() {
    box.hidden = false;
    status.textContent = "Checking that a person is writing…";
    try {
      const answer = await fetch(box.dataset.challenge, { headers: { Accept: "application/json" } });
      input.value = await solve(await answer.json());
      status.textContent = "Checked: a person is writing.";
    } catch {
      status.textContent = "The check did not work. You can send the form all the same.";
    }
  }

  return () => {
    if (!work || Date.now() - begun > SHELF_LIFE) {
      begun = Date.now();
      input.value = "";
      work = run();
    }
    return work;
  };
}

let google = null;

function loadGoogle(address) {
  google ??= new Promise((done) => {
    const script = document.createElement("script");
    script.src = `${address}?render=explicit`;
    script.onload = () => globalThis.grecaptcha.ready(() => done(globalThis.grecaptcha));
    document.head.append(script);
  });
  return google;
}

function recaptcha(box) {
  let drawn = false;
  return async () => {
    if (drawn) return;
    drawn = true;
    box.hidden = false;
    const target = box.querySelector(".g-recaptcha");
    (await loadGoogle(box.dataset.script)).render(target, { ...target.dataset });
  };
}

function attend(box) {
  const form = box.closest("form");
  const begin = box.dataset.captcha === "recaptcha" ? recaptcha(box) : proofOfWork(box);
  if (!begin) return;
  form.addEventListener("focusin", (event) => {
    // Not for the button: what appears would move it away from under the finger.
    if (!event.target.matches("button")) begin();
  });
  if (box.dataset.captcha === "recaptcha") return;
  let sending = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    await Promise.race([begin(), wait(PATIENCE)]);
    sending = false; // where the network is away, the button must work again
    form.submit();
  });
}

document.querySelectorAll("[data-captcha]").forEach(attend);
