// The text under review: a remark on the words that are selected, and which remarks were really seen.
// Everything else on the page is links and forms; without this file the form of a remark asks for its words.
import { forgetSent } from "./kept.js";

const AROUND = 30;
const LONGEST = 1500;
const SEEN_AFTER = 1500;

const page = () => document.querySelector("[data-review]");

// What a node says, without the numbers of other remarks that stand in the text.
function words(range) {
  const copy = range.cloneContents();
  copy.querySelectorAll(".review-ref").forEach((one) => one.remove());
  for (const block of copy.querySelectorAll("p, li, td, th, h3, h4, h5, h6, blockquote, br")) block.after("\n");
  return copy.textContent;
}

function placeOf(node) {
  return (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-place]");
}

// The words that are selected, when they stand in one field.
function chosen() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const place = placeOf(range.startContainer);
  // A block that is selected whole ends at the very start of the next one.
  const end = range.endOffset ? range.endContainer : range.endContainer.previousSibling ?? range.endContainer;
  if (!place || !page()?.contains(place)) return null;
  if (placeOf(end) !== place && !place.contains(range.commonAncestorContainer)) {
    if (range.endOffset) return null;
    range.setEndAfter(place.lastChild);
  }
  const quote = words(range).trim();
  return quote ? { place, range, quote } : null;
}

function context(place, range) {
  const before = document.createRange();
  before.setStart(place, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const after = document.createRange();
  after.setStart(range.endContainer, range.endOffset);
  after.setEnd(place, place.childNodes.length);
  return { before: words(before).slice(-AROUND), after: words(after).slice(0, AROUND), hint: words(before).length };
}

function addressOf({ place, range, quote }) {
  const [section, kind, row, field] = place.dataset.place.split("|");
  const query = new URLSearchParams({
    section, kind, row, field, quote: quote.slice(0, LONGEST), ...context(place, range), runda: page().dataset.round,
  });
  return `${page().dataset.addUrl}?${query}`;
}

let target = "";

// The button stands right behind the field in the order of the page, so that Tab leads from the selection to it.
function show() {
  const box = page()?.querySelector(".review-select");
  if (!box || !page().dataset.addUrl || box.contains(document.activeElement)) return;
  const found = chosen();
  document.querySelector(".review-chosen")?.classList.remove("review-chosen");
  if (!found) {
    box.hidden = true;
    return;
  }
  target = addressOf(found);
  const host = found.place.matches("td, dd") ? found.place : found.place.parentElement;
  if (found.place.matches("td, dd")) host.append(box);
  else found.place.after(box);
  box.hidden = false;
  found.place.classList.add("review-chosen");
  const frame = box.offsetParent.getBoundingClientRect();
  const line = [...found.range.getClientRects()].at(-1) ?? found.range.getBoundingClientRect();
  box.style.top = `${line.bottom - frame.top + 8}px`;
  const left = Math.min(line.left - frame.left, document.documentElement.clientWidth - box.offsetWidth - 16 - frame.left);
  box.style.left = `${Math.max(left, 0)}px`;
}

let timer = 0;
document.addEventListener("selectionchange", () => {
  clearTimeout(timer);
  timer = setTimeout(show, 150);
});
document.addEventListener("click", (event) => {
  if (event.target.closest(".review-select__button")) location.assign(target);
});
// Browsers let Tab go on from the last focus or click, not from words that were selected with the keys: from those it
// leads to the button.
document.addEventListener("keydown", (event) => {
  const box = page()?.querySelector(".review-select:not([hidden])");
  if (event.key !== "Tab" || event.shiftKey || !box || box.contains(document.activeElement) || !chosen()) return;
  event.preventDefault();
  box.querySelector(".review-select__button").focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  getSelection().removeAllRanges();
  show();
});

// A remark counts as seen when it stood in the window for a while. The tags stay until the next visit.
const waiting = new Map();
const seen = new Set();
let sending = 0;

async function send() {
  const ids = [...seen];
  seen.clear();
  const body = new URLSearchParams(ids.map((id) => ["thread", id]));
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
  const headers = { Accept: "application/json", "X-CSRFToken": token };
  try {
    const answer = await fetch(page().dataset.seenUrl, { method: "POST", body, headers, credentials: "same-origin", keepalive: true });
    if (!answer.ok) throw new Error(answer.status);
  } catch {
    ids.forEach((id) => seen.add(id));
  }
}

function note(card) {
  seen.add(card.dataset.thread);
  card.removeAttribute("data-unseen");
  observer.unobserve(card);
  clearTimeout(sending);
  sending = setTimeout(send, 800);
}

const observer = new IntersectionObserver((entries) => {
  for (const { target: card, isIntersecting } of entries) {
    clearTimeout(waiting.get(card));
    if (isIntersecting) waiting.set(card, setTimeout(() => document.visibilityState === "visible" && note(card), SEEN_AFTER));
  }
}, { threshold: 0.4 });

function watch() {
  for (const card of document.querySelectorAll("[data-unseen]")) observer.observe(card);
}

addEventListener("pagehide", () => { if (seen.size) send(); });
document.addEventListener("htmx:afterSwap", watch);
watch();
forgetSent();
// Words may have been selected before this file had come.
show();
