// Small help for call-back forms and sign-ups, which work without it: how long the page was open, the
// reader's time zone, where the form offers it, and a value by which a second try is known.

const opened = performance.now();
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

for (const form of document.querySelectorAll(".callback form, .signup")) {
  const choice = form.querySelector("select[name$='-time_zone']");
  if (choice && !choice.value && [...choice.options].some((option) => option.value === zone)) {
    choice.value = zone;
  }
  const attempt = form.querySelector("[name$='-attempt']");
  if (attempt && !attempt.value) {
    attempt.value = [...crypto.getRandomValues(new Uint32Array(4))].join("-"); // randomUUID needs https
  }
  // In capture: before the captcha holds the form back.
  form.addEventListener(
    "submit",
    () => {
      const seconds = form.querySelector("[name$='-seconds']");
      if (seconds) seconds.value = Math.round((performance.now() - opened) / 1000);
    },
    { capture: true },
  );
}
