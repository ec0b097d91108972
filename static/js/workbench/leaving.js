// Signing out while texts wait: the person is asked first.
import { button, buttons, openDialog, paragraph } from "./dialogs.js";
import { flush } from "./forms.js";
import { countAll, mine } from "./queue.js";
import { store } from "./store.js";
import { say } from "./words.js";
import { everyField } from "./fields-on-page.js";

const isUnsent = () => mine().length > 0 || everyField().some((field) => field.dirty);

function askFirst(form, count) {
  const { dialog } = openDialog({
    title: say("signOutTitle"),
    content: [
      paragraph(say("signOutWhy", { count })),
      buttons(button(say("signOutAnyway"), () => { dialog.close(); form.submit(); }, true)),
    ],
    later: say("stay"),
  });
}

async function signingOut(event) {
  const form = event.target;
  if (!form.matches(".portal-account__form")) return;
  event.preventDefault();
  event.stopPropagation();
  await flush();
  const count = await countAll();
  if (count) askFirst(form, count);
  else form.submit();
}

export function startLeaving() {
  document.addEventListener("submit", signingOut, true);
  // Only where the queue does not outlive the page.
  window.addEventListener("beforeunload", (event) => {
    if (!store.lasting && isUnsent()) event.preventDefault();
  });
}
