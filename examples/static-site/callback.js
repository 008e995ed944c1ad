/* A call-back form from its description: questions, consents with their wordings, who will call. */

import { h } from "./html.js";
import { api } from "./site.js";

let copies = 0; // a page may hold several forms, whose ids must differ

function control({ name, type, required, max_length: maxlength, autocomplete, choices }, id) {
  const attributes = { name, id, required };
  if (choices.length) {
    const options = choices.map(({ value, label }) => h("option", { value }, label));
    const multiple = type.includes("multiple");
    const none = multiple ? [] : h("option", { value: "" }, "Choose");
    return h("select", { ...attributes, multiple }, none, options);
  }
  const text = { ...attributes, maxlength, autocomplete: autocomplete || null };
  return type === "textarea" ? h("textarea", text) : h("input", { ...text, type });
}

function question(field) {
  const id = `field-${(copies += 1)}`;
  const label = h("label", { for: id }, field.label);
  return h("p", {}, label, control(field, id), field.help && h("small", {}, field.help));
}

// Whether a box must be ticked depends on what is given; the answer says so where it must.
function consent({ purpose, wording, required, way }, fields) {
  const always = required && fields.some(({ name, required: asked }) => name === way && asked);
  const box = h("input", { type: "checkbox", name: `consent ${purpose}`, required: always });
  return h("p", {}, h("label", {}, box, " ", wording));
}

function answersOf(form, { fields, consents }, seconds) {
  const data = new FormData(form);
  const given = ({ purpose, version }) => [
    purpose,
    { given: data.has(`consent ${purpose}`), version },
  ];
  // What was left empty is left out; several choices go as a list.
  const told = fields
    .map(({ name }) => [name, data.getAll(name).filter(Boolean)])
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => [name, values.length === 1 ? values[0] : values]);
  return {
    fields: Object.fromEntries(told),
    consents: Object.fromEntries(consents.map(given)),
    seconds,
  };
}

/** Return the form; it says what became of the request where it stood. */
export function callbackForm(description) {
  const began = Date.now();
  const status = h("p", { role: "status" });
  const button = h("button", {}, description.submit_label);
  const who = h("p", {}, `${description.answerer.name} will call. ${description.answerer.disclosure}`);
  const form = h("form", { class: "callback" },
    description.fields.map(question), description.consents.map((one) => consent(one, description.fields)), who, button, status);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    const seconds = Math.round((Date.now() - began) / 1000);
    const path = new URL(description.requests, location.href).pathname.replace(/^.*\/api\/v2/, "");
    try {
      const { receipt } = await api.post(path, answersOf(form, description, seconds));
      form.replaceChildren(h("p", { role: "status" }, `Thank you. Your receipt: ${receipt}`));
    } catch (problem) {
      const errors = problem.body?.errors?.map(({ detail }) => detail) ?? [];
      status.textContent = [problem.message, ...errors].join(" ");
      button.disabled = false;
    }
  });
  return form;
}
