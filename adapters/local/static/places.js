// The messages of a place: drawn again when they changed, without moving what is being read or held.

import { clearAnswer } from "./answers.js";
import { find, parsed, pause, say, viewer, words } from "./page.js";

const pane = find("place");

let place = words.place; // where one is, or is going: what is shown is in pane.dataset.drawn
export const current = () => place;
export const linkTo = (name) => document.querySelector(`nav a[data-place="${CSS.escape(name)}"]`);
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
let told = false; // that there is trouble

export async function refresh() {
  again = true;
  if (fetching) return; // whoever is fetching goes round once more
  fetching = true;
  pane.setAttribute("aria-busy", "true");
  while (again) {
    again = false;
    const wanted = place;
    try {
      const response = await fetch(`/places/${wanted}?as=${viewer}`, { signal: AbortSignal.timeout(20000) });
      if (!response.ok) say((await response.json()).said, { wrong: true });
      else {
        arrive(wanted, await response.text());
        if (told) say("");
        told = false;
      }
    } catch { // the line is bad, or what stands between here and Hypha answered
      told ||= pane.dataset.drawn !== place;
      if (told) say(words.retrying);
      await pause(1000);
      again = true;
    }
  }
  fetching = false;
  pane.setAttribute("aria-busy", "false");
}

/** Draws a place. The page says that one is there when it shows what stands there, and no sooner. */
function arrive(name, html) {
  if (name !== place) return; // meanwhile one goes elsewhere
  const whole = pane.dataset.drawn !== name;
  draw(html, { whole });
  if (!whole) return;
  pane.dataset.drawn = name;
  clearAnswer();
  say("");
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.place === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  linkTo(name).querySelector(".new").hidden = true;
  document.title = linkTo(name).dataset.title;
}

function go(name) {
  place = name;
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

toEnd();
