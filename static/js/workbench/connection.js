// Whether the portal answers. After a failure everything waits, longer each time, and goes on at once when the computer
// says that it is connected again or the person comes back to the page.
import { tell } from "./page.js";

const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 60_000;
const PATIENCE = 20_000;
// What an answer means that something before the portal's own page gave: the token's guard, a proxy.
const BARE = { 401: "signed_out", 403: "csrf", 404: "missing", 413: "too_large", 429: "too_many" };

// `problem`: "" (all is well), "offline" (nothing answers), "failing" (the portal answers with a fault of its own).
export const connection = { problem: navigator.onLine === false ? "offline" : "", failures: 0, until: 0 };
let timer = 0;

function change(problem) {
  if (connection.problem === problem) return;
  connection.problem = problem;
  tell("connection");
}

export function worked() {
  connection.failures = 0;
  connection.until = 0;
  change("");
}

// Waits before the next try; half of each pause is random, so that sixty people do not come back in the same second.
export function failed(problem, least = 0) {
  connection.failures += 1;
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (connection.failures - 1));
  const wait = Math.max(least, pause / 2 + (Math.random() * pause) / 2);
  connection.until = performance.now() + wait;
  change(problem);
  clearTimeout(timer);
  timer = setTimeout(goOn, wait);
}

export const isPausing = () => performance.now() < connection.until - 5;

function goOn() {
  connection.until = 0;
  tell("go-on");
}

window.addEventListener("online", goOn);
window.addEventListener("offline", () => change("offline"));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && connection.problem) goOn();
});

// One request. Returns the JSON of the answer with its HTTP status as `code`; throws when there is no answer to go by.
export async function ask(url, options = {}) {
  let answer;
  try {
    answer = await fetch(url, {
      credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE),
      ...options,
      headers: { Accept: "application/json", ...options.headers },
    });
  } catch (error) {
    failed("offline");
    throw error;
  }
  const told = (await answer.json().catch(() => null)) ?? { status: BARE[answer.status] };
  if (answer.status >= 500 || typeof told.status !== "string") {
    failed("failing");
    throw new Error(`HTTP ${answer.status}`);
  }
  worked();
  return { ...told, code: answer.status, retryAfter: Number(answer.headers.get("Retry-After")) || 0 };
}
