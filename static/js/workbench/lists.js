// Lists of rows on the page are fetched anew when somebody else added, deleted, moved or changed rows.
import { hear } from "./page.js";

const waiting = new Set();

const lists = () => [...document.querySelectorAll("section[data-list]")];
const holds = (list, kinds) => kinds.some((kind) => list.dataset.list === kind || list.querySelector(`[data-rows-of="${kind}"]`));

function fetchAnew(list) {
  const here = document.activeElement;
  // htmx gives the focus back to what has an id; otherwise the person is not disturbed before leaving the list.
  if (list.contains(here) && !here.id) return waiting.add(list.id);
  waiting.delete(list.id);
  window.htmx?.ajax("GET", location.pathname + location.search, {
    target: `#${list.id}`, select: `#${list.id}`, swap: "outerHTML",
  });
}

export function startLists() {
  hear("rows", ({ kinds }) => lists().filter((list) => holds(list, kinds)).forEach(fetchAnew));
  document.addEventListener("focusout", () => setTimeout(() => {
    for (const list of lists()) if (waiting.has(list.id) && !list.contains(document.activeElement)) fetchAnew(list);
  }));
}
