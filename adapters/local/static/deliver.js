// Sends what a person does, until an answer comes, and never twice.

import { pause, say, viewer, words } from "./page.js";

const underWay = new Set();
const keys = new Map(); // what was sent and not confirmed yet -> its delivery key, so that sending it again is the same deed

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID() is missing where a page came over plain HTTP
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Resolves to the server's answer, or to null when none came: then nothing is known, and the same deed may be sent again. */
export async function deliver(deed) {
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
