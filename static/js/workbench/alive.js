// Which pages of this browser are still open. Each holds a lock for its life, or renews a lease where there are no locks.
import { page } from "./page.js";
import { all, put, remove } from "./store.js";

const PREFIX = "pim-page-";
const LEASE = 15_000;
const RENEWAL = 5_000;

function lease() {
  const renew = () => put("pages", { key: page.id, until: Date.now() + LEASE });
  window.addEventListener("pagehide", () => remove("pages", page.id));
  setInterval(renew, RENEWAL);
  return renew();
}

// Says that this page is open. Done before anything is taken over from other pages.
export function live() {
  window.addEventListener("pageshow", (event) => { if (event.persisted) live(); }, { once: true });
  if (!navigator.locks) return lease();
  return new Promise((resolve) => {
    navigator.locks.request(PREFIX + page.id, () => {
      resolve();
      // Let go at once: the next page must not take this one for open only because it is being cleared away.
      return new Promise((end) => { window.addEventListener("pagehide", end, { once: true }); });
    });
  });
}

async function open() {
  if (!navigator.locks) {
    return new Set((await all("pages")).filter((one) => one.until > Date.now()).map((one) => one.key));
  }
  const { held } = await navigator.locks.query();
  return new Set(held.filter((lock) => lock.name.startsWith(PREFIX)).map((lock) => lock.name.slice(PREFIX.length)));
}

// Those of `pages` that are closed. The list is made before asking, so that a page which opens meanwhile is not in it.
export async function closedOf(pages) {
  const alive = await open();
  return new Set([...pages].filter((id) => id !== page.id && !alive.has(id)));
}
