// Lists with facets: what plain HTML cannot do. Every list works without this file.
const narrow = matchMedia("(max-width: 47.99rem)");
const opened = new Map();

// On narrow screens the facets would push the results out of sight, so they begin closed.
for (const panel of document.querySelectorAll("details[data-narrow-closed]")) {
  if (narrow.matches) panel.open = false;
}

// What a person has opened or closed stays so when the list is exchanged.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== "listing") return;
  for (const one of document.querySelectorAll("#listing details[id]")) opened.set(one.id, one.open);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const one of document.querySelectorAll("#listing details[id]")) {
    if (opened.has(one.id) && !one.querySelector(".govuk-error-message")) one.open = opened.get(one.id);
  }
  opened.clear();
});

// Empty fields stay out of the address. A link is followed as it is now, not as it was when the list came.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.target.matches("#listing a[href]")) event.detail.path = event.target.getAttribute("href");
  if (event.target.id !== "filters") return;
  const values = event.detail.formData;
  for (const name of new Set(values.keys())) {
    const given = values.getAll(name).filter((value) => value !== "");
    values.delete(name);
    for (const value of new Set(given)) values.append(name, value);
  }
});

// The button that compares leads to another page, so it is left to the browser.
document.addEventListener("submit", (event) => {
  if (event.submitter?.hasAttribute("formaction")) event.stopPropagation();
}, true);

// A ticked plan goes into the address and into every link of the list, so that it is still ticked on the next page.
document.addEventListener("change", (event) => {
  const box = event.target;
  if (!box.matches?.("#listing input[name='mid'][type='checkbox']")) return;
  history.replaceState(history.state, "", withPlan(location.href, box));
  for (const link of document.querySelectorAll("#listing a[href*='?'], #listing .catalogue-sorts a, #listing .portal-filter__chosen a")) {
    if (link.pathname === location.pathname) link.setAttribute("href", withPlan(link.href, box));
  }
});

function withPlan(address, box) {
  const url = new URL(address);
  const plans = url.searchParams.getAll("mid").filter((slug) => slug !== box.value);
  url.searchParams.delete("mid");
  for (const slug of box.checked ? [...plans, box.value] : plans) url.searchParams.append("mid", slug);
  return url.pathname + url.search;
}
