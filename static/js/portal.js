// Starts govuk-frontend and adds what plain HTML cannot do. Every page works without this file.
import { initAll } from "../vendor/govuk/govuk-frontend.min.js";

const body = document.body;
const words = body.dataset;

// Says a sentence to screen-reader users once, through the page's one status region.
export function announce(sentence) {
  const region = document.getElementById("portal-status");
  if (!region || !sentence) return;
  const line = document.createElement("p");
  line.className = "govuk-visually-hidden";
  line.textContent = sentence;
  region.querySelectorAll(":scope > .govuk-visually-hidden").forEach((old) => old.remove());
  region.append(line);
}

function showFailure() {
  const region = document.getElementById("portal-status");
  if (!region) return;
  const box = document.createElement("div");
  box.className = "portal-message portal-message--error";
  box.textContent = words.textFailed;
  region.replaceChildren(box);
}

// The menu link becomes a button that opens and closes the navigation on narrow screens.
function startMenu() {
  const link = document.querySelector("[data-menu]");
  const list = link && document.getElementById(link.dataset.menu);
  if (!list) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.textContent = link.textContent;
  button.setAttribute("aria-controls", list.id);
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => {
    button.setAttribute("aria-expanded", String(list.classList.toggle("is-open")));
  });
  link.replaceWith(button);
}

// Goes into the editor when the text area of that id is hidden behind one. Says whether it did.
function enterEditor(id) {
  const group = document.getElementById(id)?.closest(".govuk-form-group");
  const editor = group?.querySelector("[contenteditable='true']");
  if (!editor) return false;
  group.scrollIntoView();
  editor.focus({ preventScroll: true });
  return true;
}

// Error links, and links to a field on the same page (data-place), lead into editors too.
function followFieldLinks(event) {
  const link = event.target.closest?.(".govuk-error-summary a[href^='#'], a[data-place]");
  if (!link?.hash || link.pathname !== location.pathname || !enterEditor(link.hash.slice(1))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

// The skip link leaves #main in the address and a form sends it along: the fragment takes the focus from the summary.
// A link from another page may name a field that only its editor can take the focus of.
function keepFocus() {
  if (!location.hash) return;
  window.addEventListener("load", () => {
    const errors = document.querySelector(".govuk-error-summary");
    if (errors) errors.focus();
    else enterEditor(location.hash.slice(1));
  });
}

// A form marked data-warn-unsaved asks before a person leaves with changes in it. Kept are the fields that were typed
// in, as several parts of one form may each be saved by themselves.
const dirty = new Set();

function forget(saved) {
  for (const field of dirty) if (!field.isConnected || saved?.contains(field)) dirty.delete(field);
}

function watchForms() {
  body.addEventListener("input", (event) => {
    if (event.target.closest?.("form[data-warn-unsaved]")) dirty.add(event.target);
  });
  body.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) forget(event.target);
  });
  window.addEventListener("beforeunload", (event) => {
    forget(null);
    if (dirty.size) event.preventDefault();
  });
}

function watchHtmx() {
  body.addEventListener("htmx:afterRequest", (event) => {
    // What asked may be gone by now: the event then comes to an element around it.
    const { requestConfig, target, successful } = event.detail;
    if (successful) forget(requestConfig.elt.matches("form") ? requestConfig.elt : target);
  });
  body.addEventListener("htmx:sendError", showFailure);
  body.addEventListener("htmx:timeout", showFailure);
  body.addEventListener("htmx:responseError", showFailure);
  body.addEventListener("htmx:load", (event) => {
    if (event.target === body) return;
    initAll({ scope: event.target });
    event.target.querySelector?.(".govuk-error-summary")?.focus();
    // What came back with an error is not saved, though nobody has typed in the new fields yet.
    const isRefused = event.target.querySelector?.(".govuk-error-message");
    if (isRefused && event.target.closest("form[data-warn-unsaved]")) dirty.add(event.target);
  });
  body.addEventListener("portal:announce", (event) => announce(event.detail?.value));
}

body.classList.add("js-enabled", "govuk-frontend-supported");
document.addEventListener("click", followFieldLinks, true);
startMenu();
keepFocus();
watchForms();
watchHtmx();
initAll();
