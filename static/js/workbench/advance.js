// How far the document is, the length of the section and what it lacks are fetched anew after something was saved.
import { hear } from "./page.js";

const PLACES = ["postep", "dlugosc", "braki-sekcji"];
const CALM = 2000;
const OFTEN = 6000;
let waits = 0;
let last = 0;

// What the person has opened stays open; a place that holds the focus is left alone until the next time.
function put(place, fresh) {
  if (!place || !fresh || place.contains(document.activeElement)) return;
  for (const details of fresh.querySelectorAll("details[data-keep]")) {
    details.open = Boolean(place.querySelector(`details[data-keep="${details.dataset.keep}"]`)?.open);
  }
  place.replaceWith(fresh);
}

async function fetchAnew() {
  waits = 0;
  last = Date.now();
  const address = document.getElementById("postep")?.dataset.advance;
  const answer = address && (await fetch(address).catch(() => null));
  if (!answer?.ok || answer.redirected) return;
  const html = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of PLACES) put(document.getElementById(id), html.getElementById(id));
}

function soon() {
  waits ||= setTimeout(fetchAnew, Math.max(CALM, last + OFTEN - Date.now()));
}

export function startAdvance() {
  hear("saved", soon);
  hear("rows", soon);
}
