// The page of the local room. It sends what a person does, and puts what the server drew in its place.
// All markup comes from the server, already escaped; words that are put together here go through textContent only.
"use strict";

const find = (id) => document.getElementById(id);
const words = document.body.dataset;
const viewer = encodeURIComponent(words.as);
const box = find("command");
const menu = find("menu");
const dialog = find("dialog");
const pane = find("place");
const privately = find("private");

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

function say(text, { wrong = false } = {}) {
  const toast = find("toast");
  toast.classList.toggle("wrong", wrong);
  toast.textContent = text;
}

// -- sending ----------------------------------------------------------------------------------------------

const underWay = new Set();
const keys = new Map(); // what was sent and not confirmed yet -> its delivery key, so that sending it again is the same deed

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID() is missing where a page came over plain HTTP
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Resolves to the server's answer, or to null when none came: then nothing is known, and the same deed may be sent again. */
async function deliver(deed) {
  const name = JSON.stringify(deed);
  if (underWay.has(name)) return null;
  underWay.add(name);
  words.sending = "yes";
  const key = keys.get(name) ?? newKey();
  keys.set(name, key);
  try {
    for (const wait of [0, 400, 800, 1600, 3200, 6400]) {
      if (wait) {
        say(words.retrying);
        await pause(wait);
      }
      let response;
      try {
        response = await fetch(`/act?as=${viewer}`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ ...deed, key }),
          signal: AbortSignal.timeout(20000),
        });
        if (response.status >= 502) continue;
        if (response.status === 401) location.reload();
        const answer = await response.json();
        keys.delete(name);
        say("");
        return answer;
      } catch {
        continue; // the connection broke before or after the server kept it: the key makes trying again safe
      }
    }
    say(words.failed, { wrong: true });
    return null;
  } finally {
    underWay.delete(name);
    if (!underWay.size) delete words.sending;
  }
}

/** Shows the answer. True if the server took what was sent. */
function show(answer, { moveFocus }) {
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

// -- the box and its menu ---------------------------------------------------------------------------------

const sent = []; // what was sent from this box in this tab, for the up arrow; never stored
let recalled = 0;

function offerCommands(all = false) {
  const typed = box.value.trimStart().toLowerCase();
  let any = false;
  for (const entry of menu.querySelectorAll("button")) {
    const fits = all || (typed.startsWith("/") && entry.dataset.typed.startsWith(typed));
    entry.hidden = !fits;
    any ||= fits;
  }
  menu.hidden = !any;
  find("commands").setAttribute("aria-expanded", String(any));
}

function closeMenu() {
  menu.hidden = true;
  find("commands").setAttribute("aria-expanded", "false");
}

function write(text) {
  box.value = text;
  closeMenu();
  box.focus();
  box.setSelectionRange(text.length, text.length);
}

const shownEntries = () => [...menu.querySelectorAll("button:not([hidden])")];

find("commands").addEventListener("click", () => {
  if (menu.hidden) {
    offerCommands(true);
    shownEntries()[0]?.focus();
  } else closeMenu();
});

menu.addEventListener("click", (event) => {
  const entry = event.target.closest("button");
  if (entry) write(`${entry.dataset.typed} `);
});

menu.addEventListener("keydown", (event) => {
  const entries = shownEntries();
  const at = entries.indexOf(document.activeElement);
  if (event.key === "ArrowDown") entries[(at + 1) % entries.length]?.focus();
  else if (event.key === "ArrowUp") at > 0 ? entries[at - 1].focus() : box.focus();
  else if (event.key === "Escape") { closeMenu(); box.focus(); }
  else return;
  event.preventDefault();
});

box.addEventListener("input", () => offerCommands());

box.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey) {
    const entries = menu.hidden ? [] : shownEntries();
    const complete = entries.some((entry) => entry.dataset.typed === box.value.trim().toLowerCase());
    if (entries.length && !complete && box.value.trim() !== "/") write(`${entries[0].dataset.typed} `);
    else find("composer").requestSubmit();
  } else if (event.key === "ArrowDown" && !menu.hidden) shownEntries()[0]?.focus();
  else if (event.key === "ArrowUp" && recalled > 0 && (box.value === "" || box.value === sent[recalled])) {
    recalled -= 1;
    write(sent[recalled]);
  } else if (event.key === "Escape") closeMenu();
  else return;
  event.preventDefault();
});

find("composer").addEventListener("submit", async (event) => {
  event.preventDefault();
  closeMenu();
  const text = box.value;
  if (!text.trim()) return;
  const button = event.target.querySelector("[type=submit]");
  button.setAttribute("aria-busy", "true");
  const answer = await deliver({ kind: "command", text });
  button.removeAttribute("aria-busy");
  if (show(answer, { moveFocus: true })) {
    sent.push(text);
    recalled = sent.length;
    if (box.value === text) box.value = ""; // what was typed meanwhile stays
  } else box.focus();
});

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, dialog");
  if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    if (!box.value) write("/");
    else box.focus();
    offerCommands();
  }
});

const answers = new Map(); // what was answered privately and not dismissed, by the place in which it was asked

/** Answers stay with the place they were given in: elsewhere they would be in the way. */
function changeAnswers(from, to) {
  answers.set(from, [...find("private-body").childNodes]);
  const held = answers.get(to) ?? [];
  find("private-body").replaceChildren(...held);
  privately.hidden = !held.length;
}

function dismiss() {
  privately.hidden = true;
  find("private-body").replaceChildren();
  box.focus();
}
find("dismiss").addEventListener("click", dismiss);
privately.addEventListener("keydown", (event) => { if (event.key === "Escape") dismiss(); });

// -- forms ------------------------------------------------------------------------------------------------

const fieldsOf = (form) => [...form.elements].filter((field) => field.name);

function openForm(html) {
  const typed = new Map();
  const before = dialog.querySelector("form");
  if (dialog.open && before) for (const field of fieldsOf(before)) typed.set(field.name, field.value);
  const fresh = parsed(html);
  const again = before && fresh.querySelector("form").dataset.ref === before.dataset.ref;
  dialog.replaceChildren(fresh);
  const fields = fieldsOf(dialog.querySelector("form"));
  if (again) for (const field of fields) if (typed.has(field.name)) field.value = typed.get(field.name);
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
  const values = Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value]));
  const answer = await deliver({ kind: "submit", ref: form.dataset.ref, values });
  button.removeAttribute("aria-busy");
  if (answer === null) showInForm(words.failed);
  else show(answer, { moveFocus: true });
});
dialog.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) dialog.close(); });

// -- places -----------------------------------------------------------------------------------------------

let place = words.place;
const linkTo = (name) => document.querySelector(`nav a[data-place="${CSS.escape(name)}"]`);
const focusable = (within) => [...within.querySelectorAll("button, a[href]")];

/** Where the keyboard is among the messages, in words that outlive a redrawing; null if it is elsewhere. */
function keepFocus() {
  const message = pane.contains(document.activeElement) && document.activeElement.closest(".message");
  if (!message) return null;
  return { message: message.id, ref: document.activeElement.dataset.ref };
}

function restoreFocus(kept) {
  if (!kept || (pane.contains(document.activeElement) && document.activeElement !== pane)) return;
  const message = find(kept.message);
  if (!message) { pane.focus({ preventScroll: true }); return; }
  const choices = focusable(message);
  const target = choices.find((choice) => choice.dataset.ref === kept.ref) ?? choices[0] ?? message;
  target.focus({ preventScroll: true });
}

/** Message by message, so that what did not change keeps its focus, its selection and its place under the eye. */
function mend(now, wanted) {
  const held = new Map([...now.children].map((message) => [message.id, message]));
  let cursor = now.firstElementChild;
  for (const message of [...wanted.children]) {
    const old = held.get(message.id);
    held.delete(message.id);
    if (!old) {
      message.classList.add("fresh");
      now.insertBefore(message, cursor);
      continue;
    }
    if (old === cursor) cursor = cursor.nextElementSibling;
    else now.insertBefore(old, cursor);
    old.classList.remove("fresh");
    if (!old.isEqualNode(message)) old.replaceWith(message);
  }
  for (const gone of held.values()) gone.remove();
}

let atEnd = true; // whoever reads the newest message goes on seeing it, whatever comes or takes up room below
const toEnd = () => { pane.scrollTop = pane.scrollHeight; };
pane.addEventListener("scroll", () => { atEnd = pane.scrollHeight - pane.scrollTop - pane.clientHeight < 48; });
new ResizeObserver(() => { if (atEnd) toEnd(); }).observe(pane);

function draw(html, { whole }) {
  const fresh = parsed(html);
  const kept = keepFocus();
  if (whole) pane.replaceChildren(fresh);
  else mend(pane.querySelector(".messages"), fresh.querySelector(".messages"));
  restoreFocus(kept);
  if (whole || atEnd) toEnd();
}

let fetching = false;
let again = false;

async function refresh() {
  again = true;
  if (fetching) return; // whoever is fetching goes round once more
  fetching = true;
  pane.setAttribute("aria-busy", "true");
  while (again) {
    again = false;
    const wanted = place;
    try {
      const response = await fetch(`/places/${wanted}?as=${viewer}`, { signal: AbortSignal.timeout(20000) });
      if (response.status === 401) location.reload();
      if (response.ok && wanted === place) {
        draw(await response.text(), { whole: pane.dataset.drawn !== wanted });
        pane.dataset.drawn = wanted;
      }
    } catch { /* the stream of events is broken too, and its return brings a refresh */ }
  }
  fetching = false;
  pane.setAttribute("aria-busy", "false");
}

function go(name) {
  if (name !== place) changeAnswers(place, name);
  place = name;
  say("");
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.place === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  linkTo(name).querySelector(".new").hidden = true;
  document.title = linkTo(name).dataset.title;
  return refresh();
}

document.querySelector("nav").addEventListener("click", (event) => {
  const link = event.target.closest("a[data-place]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  go(link.dataset.place);
});
addEventListener("popstate", () => go(new URLSearchParams(location.search).get("place") ?? "needs"));

// -- what happens elsewhere -------------------------------------------------------------------------------

let stream = null;
let process = null; // which run of the server the stamps are from
const stamps = new Map();

function heard({ run, places }) {
  const sameRun = process === run;
  const first = process === null;
  process = run;
  if (!sameRun && !first) refresh();
  for (const [name, stamp] of Object.entries(places)) {
    const moved = sameRun && stamps.get(name) !== stamp;
    stamps.set(name, stamp);
    if (!moved) continue;
    if (name === place) refresh();
    else {
      const link = linkTo(name);
      link.querySelector(".new").hidden = false;
      say(`${words.news} ${link.querySelector(".name").textContent}`);
    }
  }
}

let away = 0;
function reachable(yes) {
  clearTimeout(away);
  if (yes) find("away").hidden = true;
  else away = setTimeout(() => { find("away").hidden = false; }, 1500);
}

function listen() {
  stream?.close();
  stream = new EventSource(`/events?as=${viewer}`);
  stream.addEventListener("changed", (event) => heard(JSON.parse(event.data)));
  stream.onopen = () => { reachable(true); refresh(); };
  stream.onerror = () => {
    reachable(false);
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 2000); // an answer that was no stream: not retried by itself
  };
}

// A browser keeps six connections to one host. A tab that nobody sees gives its own back, and catches up when it is seen.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) { stream?.close(); clearTimeout(away); }
  else listen();
});
addEventListener("pagehide", () => stream?.close());
addEventListener("pageshow", (event) => { if (event.persisted) listen(); });

toEnd();
if (!document.hidden) listen();
