// What every part of the page uses.
// All markup comes from the server, already escaped; words that are put together here go through textContent only.

export const find = (id) => document.getElementById(id);
export const words = document.body.dataset; // the page's own words, and who and where one is
export const viewer = encodeURIComponent(words.as);

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/** One line below the box, spoken aloud by screen readers. */
export function say(text, { wrong = false } = {}) {
  const toast = find("toast");
  toast.classList.toggle("wrong", wrong);
  toast.textContent = text;
}
