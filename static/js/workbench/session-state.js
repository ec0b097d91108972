// Whether this page may send anything: not while nobody is signed in, and never what one person typed as another one.
import { page, tell } from "./page.js";

// `who`: the name of another person who is signed in by now.
export const session = { isOver: false, who: "" };

export function ended() {
  if (session.isOver) return;
  session.isOver = true;
  tell("session");
}

// Compares the person that an answer was meant for with the person whose page this is.
export function belongsTo(user, name = "") {
  if (user === undefined || user === null || String(user) === page.user) return true;
  session.isOver = true;
  session.who = name || "?";
  tell("session");
  return false;
}

export function renewed() {
  session.isOver = false;
  session.who = "";
  tell("session");
  tell("go-on");
}
