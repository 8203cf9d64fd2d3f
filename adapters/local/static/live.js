// Listens for what changes elsewhere. See hub.py for what is told.

import { find, say, viewer, words } from "./page.js";
import { current, linkTo, refresh } from "./places.js";

let stream = null;
let lastRun = null; // the run of the server that the stamps are from
const stamps = new Map();

function heard({ run, places }) {
  const sameRun = lastRun === run;
  const first = lastRun === null;
  lastRun = run;
  if (!sameRun && !first) refresh();
  for (const [name, stamp] of Object.entries(places)) {
    const moved = sameRun && stamps.get(name) !== stamp;
    stamps.set(name, stamp);
    if (!moved) continue;
    if (name === current()) refresh();
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
    // An answer that was no stream is not retried by the browser itself.
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => { if (!document.hidden) listen(); }, 2000);
  };
}

// A browser keeps six connections to one host. A tab that nobody sees gives its own back, and catches up later.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) { stream?.close(); clearTimeout(away); }
  else listen();
});
addEventListener("pagehide", () => stream?.close());
addEventListener("pageshow", (event) => { if (event.persisted) listen(); });

if (!document.hidden) listen();
