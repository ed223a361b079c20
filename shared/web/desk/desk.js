"use strict";

// What is left of each promise goes on counting down, by the desk's time, not by this machine's.
const list = document.querySelector("[data-now]");
if (list) {
  const ahead = Date.now() - Number(list.dataset.now);
  const count = () => {
    for (const each of list.querySelectorAll("[data-due]")) {
      const left = Number(each.dataset.due) - (Date.now() - ahead);
      const minutes = Math.floor(Math.abs(left) / 60000);
      const time = `${Math.floor(minutes / 60)}\u00a0h ${String(minutes % 60).padStart(2, "0")}\u00a0min`;
      each.textContent = (left < 0 ? list.dataset.late : list.dataset.left).replace("{time}", time);
      each.classList.toggle("late", left < 0);
      each.classList.toggle("soon", left >= 0 && left < 4 * 3600000);
    }
  };
  setInterval(count, 10000);
}

// What is typed is kept in this tab until its form has been sent and taken.
const here = new URL(location);
const done = here.searchParams.get("done");
for (const form of document.querySelectorAll("form[data-draft]")) {
  const area = form.querySelector("textarea");
  const name = `draft:${form.dataset.draft}`;
  if (!area) continue;
  if (done === form.elements.act.value) sessionStorage.removeItem(name);
  const kept = sessionStorage.getItem(name);
  if (kept && !area.value) {
    area.value = kept;
    form.closest("details").open = true;
  }
  area.addEventListener("input", () => {
    if (area.value) sessionStorage.setItem(name, area.value);
    else sessionStorage.removeItem(name);
  });
}
// It has been taken once: read again, the page keeps what is typed from now on.
if (done) {
  here.searchParams.delete("done");
  history.replaceState(null, "", here);
}
