// The box in which commands are typed, and the menu of what can be typed.

import { show } from "./answers.js";
import { deliver } from "./deliver.js";
import { find } from "./page.js";

const box = find("command");
const menu = find("menu");

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
  if (show(answer, "box")) {
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
