// Hears at once what changes elsewhere; see hub.py for what is told. It listens over a WebSocket, because a browser
// keeps hundreds of those to one host, but only six of other connections, and every window holds one all the time.

import { outdate } from "./answers.js";
import { find, say, viewer, words } from "./page.js";
import { current, linkTo, refresh } from "./places.js";

const address = `${location.protocol.replace("http", "ws")}//${location.host}/events?as=${viewer}`;
const RETRY = 1000; // milliseconds between two attempts to listen
const PATIENCE = 1500; // milliseconds of silence that are no news

let lastRun = null; // the run of the server that the stamps are from
const stamps = new Map();

function changedHere() {
  outdate();
  refresh();
}

function heard({ run, places }) {
  const sameRun = lastRun === run;
  const first = lastRun === null;
  lastRun = run;
  if (!sameRun && !first) changedHere();
  for (const [name, stamp] of Object.entries(places)) {
    const moved = sameRun && stamps.get(name) !== stamp;
    stamps.set(name, stamp);
    if (!moved) continue;
    if (name === current()) changedHere();
    else {
      const link = linkTo(name);
      link.querySelector(".new").hidden = false;
      say(`${words.news} ${link.querySelector(".name").textContent}`);
    }
  }
}

const notice = find("away").querySelector(".notice");
let noticing = 0; // the timer of the notice: set by the first attempt that fails, whatever the later ones do

function reachable(yes) {
  if (!yes) {
    noticing ||= setTimeout(() => { notice.hidden = false; }, PATIENCE);
    return;
  }
  clearTimeout(noticing);
  noticing = 0;
  notice.hidden = true;
}

let socket = null; // null while the browser keeps the page aside
let retrying = 0;

function listen() {
  clearTimeout(retrying);
  const own = new WebSocket(address);
  socket = own;
  own.onopen = () => { reachable(true); refresh(); };
  own.onmessage = (event) => heard(JSON.parse(event.data));
  own.onclose = () => {
    if (socket !== own) return;
    reachable(false);
    retrying = setTimeout(listen, RETRY);
  };
}

addEventListener("pagehide", () => {
  clearTimeout(retrying);
  const own = socket;
  socket = null;
  own?.close();
});
addEventListener("pageshow", (event) => { if (event.persisted) listen(); });

listen();
