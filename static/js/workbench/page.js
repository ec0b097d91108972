// What this page is: whose, of which document, and the addresses that it talks to.
export const root = document.querySelector("[data-workbench]");
const told = root?.dataset ?? {};

// Outside https `randomUUID` does not exist.
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export const page = {
  id: uuid(),
  user: told.user ?? "",
  name: told.name ?? "",
  document: told.document ?? "",
  title: told.title ?? "",
  saveUrl: told.saveUrl ?? "",
  pulseUrl: told.pulseUrl ?? "",
  revision: Number(told.revision || 0),
  path: location.pathname,
  closed: false,
};

const tokens = () => document.querySelectorAll("input[name=csrfmiddlewaretoken]");

export const csrf = () => tokens()[0]?.value ?? "";

// After signing in again every form of the page needs the new token, also those that are sent without scripts.
export function renewCsrf(token) {
  if (token) for (const input of tokens()) input.value = token;
}

// News inside the page: "queue" (what waits has changed), "saved", "clash", "gone", "closed", "session", "connection".
export const news = new EventTarget();
export const tell = (name, detail = {}) => news.dispatchEvent(new CustomEvent(name, { detail }));
export const hear = (name, action) => news.addEventListener(name, (event) => action(event.detail));
