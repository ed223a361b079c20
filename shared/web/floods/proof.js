// Does the sum that the request form carries, while its reader types. Without this script, without WebCrypto, or
// when anything fails, the form is sent as it is: the sender is then asked to confirm the address instead.
"use strict";

(() => {
  const form = document.querySelector("form[data-task]");
  const field = form && form.elements.namedItem("proof");
  if (!field || !window.crypto || !window.crypto.subtle) {
    return;
  }

  const bytesOf = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

  const derived = async (task, counter) => {
    const nonce = bytesOf(task.nonce);
    const password = new Uint8Array(nonce.length + 4);
    password.set(nonce);
    new DataView(password.buffer).setUint32(nonce.length, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(task.salt), iterations: task.cost };
    return hexOf(new Uint8Array(await crypto.subtle.deriveBits(how, key, task.keyLength * 8)));
  };

  const solved = async () => {
    const challenge = JSON.parse(form.dataset.task);
    for (let counter = 0; ; counter += 1) {
      const key = await derived(challenge.parameters, counter);
      if (key.startsWith(challenge.parameters.keyPrefix)) {
        field.value = btoa(JSON.stringify({ challenge, solution: { counter, derivedKey: key } }));
        return;
      }
    }
  };

  let done = false;
  const work = solved().catch(() => undefined).then(() => { done = true; });

  form.addEventListener("submit", (event) => {
    if (!done) {
      event.preventDefault();
      form.setAttribute("aria-busy", "true");
      work.then(() => form.requestSubmit(event.submitter));
    }
  });
})();
