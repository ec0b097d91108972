// Before a form of the review is sent, the page asks whether its person is still signed in. If not, nothing is sent: the
// words stay in the form, and a sentence leads to the sign-in page in another tab. Without this file a form that comes
// too late leads to the sign-in page, and the words of remarks wait in the browser (writing.js).
const told = document.querySelector("[data-signing]");
const asked = new WeakSet();
const asking = new WeakSet();
let waiting = null;

async function look() {
  const answer = await fetch(told.dataset.url, { credentials: "same-origin", headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function renew(token) {
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token;
}

function say(form, name) {
  const box = told.content.querySelector(`[data-signing-${name}]`).cloneNode(true);
  waiting?.box.remove();
  waiting = { form, box };
  form.prepend(box);
  box.tabIndex = -1;
  box.focus();
}

// Whether the form may be sent. A connection that does not answer is for the browser to tell of.
async function maySend(form) {
  let state;
  asking.add(form);
  try {
    state = await look();
  } catch {
    return true;
  } finally {
    asking.delete(form);
  }
  if (state.user === told.dataset.user) {
    renew(state.csrf);
    waiting?.box.remove();
    waiting = null;
    return true;
  }
  say(form, state.user ? "other" : "over");
  return false;
}

if (told) {
  document.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    if (form.method !== "post" || asked.delete(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (asking.has(form) || !(await maySend(form))) return;
    asked.add(form);
    form.requestSubmit(submitter);
  }, true);

  document.addEventListener("htmx:confirm", async (event) => {
    const { elt, verb, issueRequest } = event.detail;
    const form = elt.closest("form");
    if (verb !== "post" || !form) return;
    event.preventDefault();
    if (!asking.has(form) && await maySend(form)) issueRequest(true);
  });

  // Back from the other tab.
  window.addEventListener("focus", async () => {
    if (!waiting) return;
    const state = await look().catch(() => null);
    if (!waiting || state?.user !== told.dataset.user) return;
    renew(state.csrf);
    say(waiting.form, "back");
  });
}
