// Small help for call-back forms and sign-ups, which work without it: how long the page was open, and the
// reader's time zone, where the form offers it.

const opened = performance.now();
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

for (const form of document.querySelectorAll(".callback form, .signup")) {
  const choice = form.querySelector("select[name$='-time_zone']");
  if (choice && !choice.value && [...choice.options].some((option) => option.value === zone)) {
    choice.value = zone;
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
