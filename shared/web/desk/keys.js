
// One key does what a link, a form or a button does: outside of fields, and until that is turned off.
{
  const list = document.getElementById("keys");
  const kept = (name) => localStorage.getItem(name) !== "off";
  const row = "desk:row";
  const rows = () => [...document.querySelectorAll(".rows h2 a, .story > .part")];
  const places = new Map();
  let before = "";
  let at = 0;

  const showList = () => {
    list.showModal();
    list.querySelector("h2").focus();
  };
  const go = (steps) => {
    const all = rows();
    const last = all.findIndex((each) => each.href && each.href === sessionStorage.getItem(row));
    const now = all.includes(document.activeElement) ? all.indexOf(document.activeElement) : last;
    const next = all[Math.min(Math.max(now + steps, 0), all.length - 1)];
    if (!next) return;
    if (!next.href) next.tabIndex = -1;
    next.focus();
  };
  const open = (act) => {
    const form = document.querySelector(`.act form input[name=act][value=${act}]`)?.form;
    if (!form) return;
    form.closest("details").open = true;
    form.querySelector("textarea, select, input:not([type=hidden])").focus();
  };
  const does = {
    list: () => showList(),
    next: () => go(1),
    previous: () => go(-1),
    open: () => rows().includes(document.activeElement) && document.activeElement.click(),
    show: () => document.querySelector("[data-shows]:not([hidden])")?.click(),
  };
  const doWhat = ({ href, dataset }) => {
    if (href) location.assign(href);
    else if (dataset.act) open(dataset.act);
    else does[dataset.does]();
  };
  const pressed = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || list.open || !kept("desk:keys")) return;
    if (event.target.closest?.("input, textarea, select")) return;
    const soon = Date.now() - at < 1500;
    const found = places.get(soon && before ? `${before} ${event.key}` : event.key);
    before = found ? "" : event.key;
    at = Date.now();
    if (!found) return;
    event.preventDefault();
    doWhat(found);
  };

  if (list) {
    for (const each of list.querySelectorAll("[data-key]")) places.set(each.dataset.key, each);
    for (const each of list.querySelectorAll("[data-kept]")) {
      each.checked = kept(each.dataset.kept);
      each.addEventListener("change", () => localStorage.setItem(each.dataset.kept, each.checked ? "on" : "off"));
    }
    for (const each of document.querySelectorAll("[data-opens-keys]")) {
      each.hidden = false;
      each.addEventListener("click", showList);
    }
    list.querySelector("button").addEventListener("click", () => list.close());
    document.addEventListener("keydown", pressed);
    document.addEventListener("focusin", (event) => {
      if (event.target.matches(".rows h2 a")) sessionStorage.setItem(row, event.target.href);
    });
  }
}
