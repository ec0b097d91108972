// Native dialogs: the focus goes to the heading, so that a key meant for the text presses no button, and comes back.
import { say } from "./words.js";

let number = 0;

export const isOpen = () => Boolean(document.querySelector("dialog[open]"));

// Whether the person is just writing: a dialog would swallow the next keys.
export const isWriting = () => Boolean(document.activeElement?.closest?.("[contenteditable=true], input, textarea, select"));

// Where the person was writing last: the button that opened a dialog may be gone when it closes.
let lastWritten = null;
document.addEventListener("focusin", ({ target }) => {
  if (target.closest("form[data-part] [data-field]")) lastWritten = target;
});

// The buttons of the line of state are made anew when it changes.
export const isLasting = (place) => place?.isConnected && place !== document.body && !place.closest("#workbench-status, dialog");

export function openDialog({ title, content = [], later = say("later"), onClose = () => {} }) {
  const before = document.activeElement;
  const dialog = document.createElement("dialog");
  const heading = document.createElement("h2");
  const place = document.createElement("div");
  const close = document.createElement("button");
  number += 1;
  heading.id = `workbench-dialog-${number}`;
  heading.className = "govuk-heading-m workbench-dialog__title";
  heading.tabIndex = -1;
  heading.textContent = title;
  close.type = "button";
  close.className = "workbench-action workbench-dialog__close";
  close.textContent = later;
  close.addEventListener("click", () => dialog.close());
  dialog.className = "workbench-dialog";
  dialog.setAttribute("aria-labelledby", heading.id);
  place.append(...content);
  dialog.append(heading, place, close);
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    const back = [before, lastWritten].find(isLasting);
    back?.focus({ preventScroll: true });
    onClose();
  });
  dialog.showModal();
  heading.focus();
  return { dialog, place, heading, close };
}

export function paragraph(text, className = "govuk-body") {
  const line = document.createElement("p");
  line.className = className;
  line.textContent = text;
  return line;
}

export function button(text, action, isSecondary = false) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `govuk-button${isSecondary ? " govuk-button--secondary" : ""}`;
  made.textContent = text;
  made.addEventListener("click", action);
  return made;
}

export function buttons(...made) {
  const row = document.createElement("div");
  row.className = "portal-button-row";
  row.append(...made);
  return row;
}
