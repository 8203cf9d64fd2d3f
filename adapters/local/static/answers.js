// What comes back to the person who did something: a private answer above the box, or a form.

import { deliver } from "./deliver.js";
import { find, parsed, say, words } from "./page.js";

const dialog = find("dialog");
const privately = find("private");

// -- private answers --------------------------------------------------------------------------------------

/** Shows the answer. True if the server took what was sent. */
export function show(answer, { moveFocus }) {
  if (answer === null) return false;
  switch (answer.kind) {
    case "card":
      dialog.close();
      find("private-body").replaceChildren(parsed(answer.html));
      privately.hidden = false;
      privately.scrollTop = 0;
      if (moveFocus) find("private-body").focus({ preventScroll: true });
      return true;
    case "form":
      openForm(answer.html);
      return true;
    default:
      if (dialog.open) showInForm(answer.said);
      else say(answer.said, { wrong: true });
      return false;
  }
}

async function press(button) {
  const inPrivate = privately.contains(button);
  button.setAttribute("aria-busy", "true");
  const answer = await deliver({ kind: "press", ref: button.dataset.ref });
  button.removeAttribute("aria-busy");
  show(answer, { moveFocus: inPrivate });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-ref]");
  if (button && button.getAttribute("aria-busy") !== "true") press(button);
});

const answers = new Map(); // what was answered privately and not dismissed, by the place in which it was asked

/** Answers stay with the place they were given in: elsewhere they would be in the way. */
export function changeAnswers(from, to) {
  answers.set(from, [...find("private-body").childNodes]);
  const held = answers.get(to) ?? [];
  find("private-body").replaceChildren(...held);
  privately.hidden = !held.length;
}

function dismiss() {
  privately.hidden = true;
  find("private-body").replaceChildren();
  find("command").focus();
}
find("dismiss").addEventListener("click", dismiss);
privately.addEventListener("keydown", (event) => { if (event.key === "Escape") dismiss(); });

// -- forms ------------------------------------------------------------------------------------------------

const fieldsOf = (form) => [...form.elements].filter((field) => field.name);

/** What a form holds, one value a name: of boxes that share a name those that are ticked, joined with commas. */
function valuesOf(form) {
  const values = new Map();
  for (const field of fieldsOf(form)) {
    if (field.type !== "checkbox") values.set(field.name, field.value);
    else values.set(field.name, [values.get(field.name), field.checked && field.value].filter(Boolean).join(","));
  }
  return values;
}

function fillIn(field, value) {
  if (field.type === "checkbox") field.checked = value.split(",").includes(field.value);
  else field.value = value;
}

function openForm(html) {
  const before = dialog.querySelector("form");
  const typed = dialog.open && before ? valuesOf(before) : new Map();
  const fresh = parsed(html);
  const again = before && fresh.querySelector("form").dataset.ref === before.dataset.ref;
  dialog.replaceChildren(fresh);
  const fields = fieldsOf(dialog.querySelector("form"));
  if (again) for (const field of fields) if (typed.has(field.name)) fillIn(field, typed.get(field.name));
  if (!dialog.open) dialog.showModal();
  (fields.find((field) => field.getAttribute("aria-invalid") === "true") ?? fields[0])?.focus();
}

function showInForm(text) {
  dialog.querySelector(".form-trouble").textContent = text;
}

dialog.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("[type=submit]");
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  showInForm("");
  const values = Object.fromEntries(valuesOf(form));
  const answer = await deliver({ kind: "submit", ref: form.dataset.ref, values });
  button.removeAttribute("aria-busy");
  if (answer === null) showInForm(words.failed);
  else show(answer, { moveFocus: true });
});
dialog.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) dialog.close(); });
