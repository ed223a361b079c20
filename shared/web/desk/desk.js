"use strict";

// What is left of each promise goes on counting down, by the desk's time, not by this machine's.
const list = document.querySelector("[data-now]");
if (list) {
  const ahead = Date.now() - Number(list.dataset.now);
  const count = () => {
    if (localStorage.getItem("desk:moves") === "off") return;
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

// A canned answer goes in where the answer is being typed, and takes nothing of it away.
for (const form of document.querySelectorAll("form[data-into]")) {
  form.querySelector(".hint").remove();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const area = document.getElementById(form.dataset.into);
    const [chosen] = form.querySelector("select").selectedOptions;
    area.setRangeText(chosen.dataset.text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  });
}
