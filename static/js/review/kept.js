// Words of a remark that wait in this browser until the portal has them.

export function store(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
  } catch { /* A browser that keeps nothing: the form itself still comes back. */ }
}

export function load(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

// The portal has the words once it says so on the page that it leads on to: that page forgets them. A page that was
// opened by hand after the connection broke, or after signing in again, says nothing of the kind, and the words wait on.
export function forgetSent() {
  const sent = load("review:sent");
  if (!sent) return;
  const arrived = document.querySelector("#portal-status .portal-message--success") && document.querySelector("[data-review], [data-talk]");
  if (arrived && !document.querySelector(`form[data-keep="${CSS.escape(sent.keep)}"] .govuk-error-message`)) store(sent.key, null);
  store("review:sent", null);
}
