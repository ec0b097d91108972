// Dragging a row to another place, as an extra: the buttons "up" and "down" do the same by keyboard.
const ROW = ".workbench-row";
let drag = null;

const rowsOf = (list) => [...list.querySelectorAll(`:scope > ${ROW}`)];
const mover = (row) => row.querySelector(":scope form:has(button[name=direction])");

function handle() {
  const grip = document.createElement("span");
  grip.className = "workbench-grip";
  grip.setAttribute("aria-hidden", "true");
  grip.textContent = "⠿";
  return grip;
}

// Grips come back after every swap of the list.
function equip() {
  for (const list of document.querySelectorAll("[data-list] > .workbench-list")) {
    const rows = rowsOf(list);
    for (const row of rows) {
      const title = row.querySelector(".workbench-row__title");
      const isReady = title.querySelector(":scope > .workbench-grip");
      if (!isReady && rows.length > 1 && mover(row)) title.prepend(handle());
    }
  }
}

// The row before which the pointer is, by the middle of each row; nothing after the last one.
function rowAt(list, x, y) {
  return rowsOf(list).find((row) => {
    if (row === drag.row) return false;
    const box = row.getBoundingClientRect();
    const isBeside = x < box.left + box.width / 2 && y < box.bottom;
    return drag.isGrid ? y < box.top || (isBeside && y < box.bottom) : y < box.top + box.height / 2;
  });
}

function start(event) {
  const grip = event.target.closest?.(".workbench-grip");
  if (!grip || event.button !== 0) return;
  event.preventDefault();
  const row = grip.closest(ROW);
  const list = row.parentElement;
  drag = { row, list, home: row.nextElementSibling, isGrid: list.classList.contains("workbench-cards") };
  list.setPointerCapture(event.pointerId);
  row.classList.add("workbench-row--dragged");
}

function move(event) {
  if (!drag) return;
  const before = rowAt(drag.list, event.clientX, event.clientY);
  if ((before ?? null) === drag.row.nextElementSibling) return;
  drag.list.insertBefore(drag.row, before ?? null);
}

function back() {
  drag.list.insertBefore(drag.row, drag.home);
}

function stop(event) {
  if (!drag) return;
  const { row, list, home } = drag;
  if (event.type !== "pointerup") back();
  row.classList.remove("workbench-row--dragged");
  drag = null;
  if (row.nextElementSibling === home) return;
  const place = document.createElement("input");
  Object.assign(place, { type: "hidden", name: "place", value: String(rowsOf(list).indexOf(row) + 1) });
  const form = mover(row);
  form.append(place);
  form.requestSubmit();
}

function escape(event) {
  if (drag && event.key === "Escape") stop(event);
}

document.addEventListener("pointerdown", start);
document.addEventListener("pointermove", move);
document.addEventListener("pointerup", stop);
document.addEventListener("pointercancel", stop);
document.addEventListener("keydown", escape);
document.body.addEventListener("htmx:afterSettle", equip);
equip();
