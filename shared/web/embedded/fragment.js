// Opens the form with what a product says of its user after the "#" of the address. That part is sent to no server
// and stands in no log; here it is posted, and taken out of the address.
"use strict";

(() => {
  const said = new URLSearchParams(window.location.hash.slice(1));
  if (!said.has("member")) {
    return;
  }
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/api/intake/embedded/open";
  form.hidden = true;
  for (const name of ["member", "organisation", "email", "name", "product", "language"]) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = said.get(name) || "";
    form.append(field);
  }
  window.history.replaceState(null, "", window.location.pathname + window.location.search);
  document.body.append(form);
  form.submit();
})();

