// What comes back to the person who did something: a private answer above the box, or a form.

import { deliver } from "./deliver.js";
import { find, parsed, say, words } from "./page.js";

const dialog = find("dialog");
const privately = find("private");

// -- private answers --------------------------------------------------------------------------------------

const body = find("private-body");
let shownAt = 0;

/** Shows the answer to what was done in the "place", the "box", the "answer" or the "form". True if it was taken. */
export function show(answer, where) {
  if (answer === null) return false;
  switch (answer.kind) {
    case "card":
      dialog.close();
      body.replaceChildren(parsed(answer.html));
      privately.hidden = false;
      privately.scrollTop = 0;
      shownAt = Date.now();
      if (where !== "place") body.focus({ preventScroll: true });
      return true;
    case "form":
      if (where === "place" || where === "box") clearAnswer();
      openForm(answer.html);
      return true;
    default:
      if (dialog.open) showInForm(answer.said);
      else say(answer.said, { wrong: true });
      return false;
  }
}

async function press(button) {
  const where = privately.contains(button) ? "answer" : "place";
  button.setAttribute("aria-busy", "true");
  const answer = await deliver({ kind: "press", ref: button.dataset.ref });
  button.removeAttribute("aria-busy");
  show(answer, where);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-ref]");
  if (button && button.getAttribute("aria-busy") !== "true") press(button);
});

// An answer belongs to its moment. It goes with the next thing that is done, with the place, and with what it told.

export function clearAnswer() {
  const held = privately.contains(document.activeElement);
  privately.hidden = true;
  body.replaceChildren();
  if (held) find("command").focus();
}

const SETTLING = 10_000; // milliseconds: so long, what changes is what the deed itself brought about

/** Something changed where the answer was given. What is being read stays, and what offers a next step. */
export function outdate() {
  const read = document.hasFocus() && privately.contains(document.activeElement);
  if (!read && !body.querySelector(".primary") && Date.now() - shownAt > SETTLING) clearAnswer();
}

function dismiss() {
  clearAnswer();
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
  else show(answer, "form");
});
dialog.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) dialog.close(); });
