// Arrow keys move a stakeholder on the board, by pressing the buttons that are there anyway.
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const placed = event.target.closest?.(".placed");
  if (!placed) return;
  if (event.key === "Escape" && placed.open) {
    placed.open = false;
    placed.querySelector("summary").focus();
    return;
  }
  const button = placed.querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  if (document.querySelector("#panel-stakeholders .htmx-request, #panel-stakeholders.htmx-request")) return;
  button.click();
});

// An answer without the board (the session has ended, the page is another one by now) must not wipe the board away.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== "panel-stakeholders") return;
  if (event.detail.serverResponse.includes('id="panel-stakeholders"')) return;
  event.detail.shouldSwap = false;
  if (event.detail.xhr.status < 400) location.reload();
});

// One open at a time. The attribute `name` would do it, but it also closes the one that an answer brings along.
document.addEventListener(
  "toggle",
  (event) => {
    if (!event.target.matches?.(".placed[open]")) return;
    document.querySelectorAll(".placed[open]").forEach((other) => {
      if (other !== event.target) other.open = false;
    });
  },
  true,
);
