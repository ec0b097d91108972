// A page that grows under a pressed mouse loses the click: what moves it waits until the button is up.
let isPressed = false;
let waiting = [];

function released() {
  // After the click itself.
  setTimeout(() => {
    isPressed = false;
    const actions = waiting;
    waiting = [];
    for (const action of actions) action();
  });
}

document.addEventListener("pointerdown", () => { isPressed = true; }, true);
for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, released, true);

export function whenReleased(action) {
  if (isPressed) waiting.push(action);
  else action();
}
