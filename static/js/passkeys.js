// Passkeys and security keys: asks the device, puts its answer into the form and sends it.
// Uses webauthnJSON of allauth, which turns the server's JSON into what browsers expect.

async function options(form) {
  const data = document.getElementById("js_data");
  if (data) return JSON.parse(data.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer.json();
}

function askForPasswordless(creation, wanted) {
  const selection = creation.publicKey.authenticatorSelection;
  selection.residentKey = wanted ? "required" : "discouraged";
  selection.requireResidentKey = wanted;
  if (wanted) selection.userVerification = "required";
  return creation;
}

async function credential(action, form) {
  const known = await options(form);
  if (action !== "create") return window.webauthnJSON.get(known.request_options);
  const wanted = form.elements.passwordless?.checked ?? false;
  return window.webauthnJSON.create(askForPasswordless(structuredClone(known.creation_options), wanted));
}

function start(button) {
  const form = document.getElementById(button.dataset.form);
  const place = button.parentElement;
  const error = place.querySelector("[data-passkey-error]");
  place.querySelector("[data-passkey-missing]").hidden = true;
  button.hidden = false;
  button.addEventListener("click", async () => {
    error.textContent = "";
    try {
      form.elements.credential.value = JSON.stringify(await credential(button.dataset.passkey, form));
    } catch {
      error.textContent = error.dataset.text;
      return;
    }
    form.submit();
  });
}

if (window.PublicKeyCredential && window.webauthnJSON) {
  document.querySelectorAll("[data-passkey]").forEach(start);
}
