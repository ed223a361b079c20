
// What is typed is kept in this tab, for this person, until its form has been sent and taken.
{
  const here = new URL(location);
  const done = here.searchParams.get("done");
  const typed = "textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=file])";
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const name = `draft:${form.dataset.draft}`;
    const fields = [...form.querySelectorAll(typed)].filter((field) => field.name);
    if (done === form.elements.act.value) sessionStorage.removeItem(name);
    const kept = JSON.parse(sessionStorage.getItem(name) || "{}");
    for (const field of fields) {
      if (!kept[field.name] || field.value) continue;
      field.value = kept[field.name];
      const folded = form.closest("details");
      if (folded) folded.open = true;
    }
    form.addEventListener("input", () => {
      const now = fields.filter((field) => field.value).map((field) => [field.name, field.value]);
      if (now.length) sessionStorage.setItem(name, JSON.stringify(Object.fromEntries(now)));
      else sessionStorage.removeItem(name);
    });
  }
  // It has been taken once: read again, the page keeps what is typed from now on.
  if (done) {
    here.searchParams.delete("done");
    history.replaceState(null, "", here);
  }
}
