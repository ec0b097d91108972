// On the desk: texts of this person that still wait in this browser, with links to the pages that send them.
import { all } from "./store.js";

const place = document.querySelector("[data-waiting]");

function line(text) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = text.path;
  link.textContent = `${text.title}: ${text.label}`;
  item.append(link);
  return item;
}

async function show() {
  const texts = (await all("texts")).filter((text) => text.user === place.dataset.user);
  place.querySelector("ul").append(...texts.map(line));
  place.hidden = texts.length === 0;
}

if (place) show();
