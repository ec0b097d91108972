// The controls of one field: reading what a form would send, and putting a text in without moving the caret wrongly.
import { say } from "./words.js";

const unified = (text) => String(text).replace(/\r\n?/g, "\n");

// Whether two lists of [name, text] pairs say the same.
export function same(one, other) {
  if (one === other) return true;
  if (!one || !other || one.length !== other.length) return false;
  return one.every(([name, text], index) => name === other[index][0] && unified(text) === unified(other[index][1]));
}

export function controls(group) {
  return [...group.querySelectorAll("input[name], select[name], textarea[name]")]
    .filter((one) => !["file", "hidden", "submit", "button"].includes(one.type));
}

export const editorOf = (group) => group.querySelector(".editor-text");
export const isRich = (group) => Boolean(group.querySelector("textarea[data-rich-text]"));

export function read(group) {
  const data = [];
  for (const one of controls(group)) {
    if (one.type === "checkbox" || one.type === "radio") {
      if (one.checked) data.push([one.name, one.value]);
    } else if (one.multiple) {
      for (const option of one.selectedOptions) data.push([one.name, option.value]);
    } else {
      data.push([one.name, one.value]);
    }
  }
  return data;
}

// Where a place of the old text is in the new one: what is before the change stays, what is after it moves along.
export function moved(place, old, fresh) {
  let start = 0;
  const most = Math.min(old.length, fresh.length);
  while (start < most && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === fresh[fresh.length - 1 - end]) end += 1;
  if (place <= start) return place;
  if (place >= old.length - end) return place + fresh.length - old.length;
  return Math.min(place, fresh.length - end);
}

function setText(control, text) {
  const old = control.value;
  if (unified(old) === unified(text)) return;
  const isHere = document.activeElement === control && typeof control.selectionStart === "number";
  const places = isHere && [control.selectionStart, control.selectionEnd].map((one) => moved(one, old, text));
  const scrolled = control.scrollTop;
  control.value = text;
  if (places) control.setSelectionRange(...places);
  control.scrollTop = scrolled;
  // The counter of characters looks again.
  control.dispatchEvent(new Event("keyup"));
}

export function write(group, data) {
  const texts = new Map();
  for (const [name, text] of data) texts.set(name, [...(texts.get(name) ?? []), text]);
  for (const one of controls(group)) {
    const given = texts.get(one.name) ?? [];
    if (one.type === "checkbox" || one.type === "radio") one.checked = given.includes(one.value);
    else if (one.multiple) for (const option of one.options) option.selected = given.includes(option.value);
    else if (one.tagName === "SELECT") one.value = given[0] ?? "";
    else setText(one, given[0] ?? "");
  }
}

// The text stays readable and can be copied, but not changed.
export function lock(group) {
  for (const one of controls(group)) {
    if (one.matches("textarea, input:not([type=checkbox], [type=radio])")) one.readOnly = true;
    else one.disabled = true;
  }
  editorOf(group)?.setAttribute("contenteditable", "false");
  const toolbar = group.querySelector(".editor-toolbar");
  if (toolbar) toolbar.hidden = true;
}

function described(group) {
  const fieldset = group.querySelector("fieldset");
  if (fieldset) return [fieldset];
  return [...controls(group), editorOf(group)].filter(Boolean);
}

function describe(group, id, isDescribed) {
  for (const one of described(group)) {
    const ids = (one.getAttribute("aria-describedby") ?? "").split(/\s+/).filter((name) => name && name !== id);
    if (isDescribed) ids.push(id);
    if (ids.length) one.setAttribute("aria-describedby", ids.join(" "));
    else one.removeAttribute("aria-describedby");
  }
}

// The server's name of the field: its errors and hints have ids that begin with it.
const nameOf = (group) => `${group.closest("form").dataset.kind}_${group.dataset.field}`;

// A small sentence at the field, of the given kind ("mark" or "near"); an empty one takes it away.
export function note(group, kind, text, { tone = "", button = null } = {}) {
  const id = `${nameOf(group)}-${kind}`;
  let line = document.getElementById(id);
  if (!text) {
    if (!line) return;
    line.remove();
    return describe(group, id, false);
  }
  if (!line) {
    line = document.createElement("p");
    line.id = id;
    group.append(line);
  }
  line.className = `workbench-mark${tone && ` workbench-mark--${tone}`}`;
  line.replaceChildren(text, ...(button ? [" ", button] : []));
  describe(group, id, true);
}

const ERROR_CLASSES = { INPUT: "govuk-input--error", TEXTAREA: "govuk-textarea--error", SELECT: "govuk-select--error" };

function errorBox(id, sentences) {
  const box = document.createElement("div");
  box.id = id;
  for (const sentence of sentences) {
    const line = document.createElement("p");
    const prefix = document.createElement("span");
    line.className = "govuk-error-message";
    prefix.className = "govuk-visually-hidden";
    prefix.textContent = say("error");
    line.append(prefix, " ", sentence);
    box.append(line);
  }
  return box;
}

// Errors as the server's own templates show them (templates/forms/error.html). The focus stays where it is.
export function showErrors(group, sentences) {
  const id = `${nameOf(group)}_error`;
  const isWrong = sentences.length > 0;
  document.getElementById(id)?.remove();
  describe(group, id, isWrong);
  group.classList.toggle("govuk-form-group--error", isWrong);
  for (const one of [...controls(group), editorOf(group)].filter(Boolean)) {
    const name = ERROR_CLASSES[one.tagName];
    if (name && !["checkbox", "radio"].includes(one.type)) one.classList.toggle(name, isWrong);
    if (isWrong) one.setAttribute("aria-invalid", "true");
    else one.removeAttribute("aria-invalid");
  }
  if (!isWrong) return;
  const place = group.querySelector(":scope > fieldset") ?? group;
  const before = [...place.querySelectorAll(":scope > .govuk-hint, :scope > legend, :scope > label")].at(-1);
  if (before) before.after(errorBox(id, sentences));
  else place.prepend(errorBox(id, sentences));
}
