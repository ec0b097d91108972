// The workbench in the browser: no word that was typed is ever lost. Without this file the forms work as plain forms.
import { startAdvance } from "./advance.js";
import { live } from "./alive.js";
import { startConflicts } from "./conflict.js";
import { restoreDrafts, startDrafts } from "./drafts.js";
import { close, comeBack, flush, forms, startForms } from "./forms.js";
import { startLeaving } from "./leaving.js";
import { startLists } from "./lists.js";
import { hear, page, root } from "./page.js";
import { startPulse } from "./pulse.js";
import { startSession } from "./session.js";
import { startStatus } from "./status.js";
import { onLost, store } from "./store.js";

// The browser's own question before leaving is needed only where the queue does not outlive the page.
function warnOrNot() {
  if (!store.lasting) return;
  document.querySelectorAll("form[data-part][data-warn-unsaved]").forEach((form) => form.removeAttribute("data-warn-unsaved"));
}

async function start() {
  page.wasEditable = "canEdit" in root.dataset;
  startStatus();
  startForms();
  startDrafts();
  startConflicts();
  startSession();
  startLists();
  startAdvance();
  startLeaving();
  hear("closed", close);
  await live();
  await comeBack();
  warnOrNot();
  onLost(() => document.querySelectorAll("form[data-part]").forEach((form) => { form.dataset.warnUnsaved = ""; }));
  await restoreDrafts();
  startPulse();
  if (forms.some((form) => form.isUnsaved)) flush();
}

// A page without the line (the preview) has nothing to write in.
if (root && document.getElementById("workbench-status")) start();
