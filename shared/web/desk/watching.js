
// Who else is here, and what has come: said in a line, while what is read and typed stays as it is.
{
  const BEAT = 30000;
  const MINUTE = 60000;
  const moves = () => localStorage.getItem("desk:moves") !== "off";
  const say = (line, words) => {
    const [said, show] = line.children;
    if (said.textContent !== words) said.textContent = words;
    show.hidden = !words;
  };
  const asked = async (address, options = {}) => {
    const answer = await fetch(address, { headers: { Accept: "application/json" }, ...options }).catch(() => null);
    if (!answer) return [0, null];
    return [answer.status, answer.ok ? await answer.json().catch(() => null) : null];
  };

  const ticket = document.querySelector("[data-watch-ticket]");
  if (ticket) {
    const { watchTicket, token, events, notes } = ticket.dataset;
    const told = (doing) => new URLSearchParams({ doing, token, events, notes });
    const writes = () => Date.now() - typed < MINUTE;
    let typed = 0;
    let beats = 0;
    const tell = async () => {
      const doing = writes() ? "writing" : "reading";
      const [status, now] = await asked(watchTicket, { method: "POST", body: told(doing) });
      if (status >= 400 && status < 500) clearInterval(beats);
      if (!now || !moves()) return;
      const here = document.querySelector(".heading .here");
      if (here.textContent !== now.here) here.textContent = now.here;
      say(ticket, now.came);
    };
    document.addEventListener("input", (event) => {
      if (!event.target.closest(".act form")) return;
      const began = !writes();
      typed = Date.now();
      if (began) tell();
    });
    beats = setInterval(tell, BEAT);
    tell();
    addEventListener("pagehide", () => navigator.sendBeacon(watchTicket, told("left")));
    addEventListener("pageshow", (event) => event.persisted && tell());
  }

  const queue = document.querySelector("[data-watch-queue]");
  if (queue) {
    let last = Date.now();
    const ask = async () => {
      if (document.hidden || !moves() || Date.now() - last < MINUTE - 1000) return;
      last = Date.now();
      const [, now] = await asked(queue.dataset.watchQueue);
      if (!now) return;
      const shown = [...document.querySelectorAll("[data-ticket]")];
      const places = new Map(shown.map((each) => [each.dataset.ticket, Number(each.dataset.place)]));
      const fresh = Object.entries(now.tickets).filter(([name, place]) => !(places.get(name) >= place)).length;
      const words = fresh === 1 ? queue.dataset.one : queue.dataset.many.replace("{number}", fresh);
      say(queue, fresh ? words : "");
    };
    setInterval(ask, MINUTE);
    document.addEventListener("visibilitychange", ask);
  }

  // Whoever wants to see it goes on where it was: at what is new, or at the row that had the focus.
  const shows = "desk:shows";
  for (const each of document.querySelectorAll("[data-shows]")) {
    each.addEventListener("click", () => sessionStorage.setItem(shows, "on"));
  }
  if (sessionStorage.getItem(shows)) {
    sessionStorage.removeItem(shows);
    const row = sessionStorage.getItem("desk:row");
    const rows = [...document.querySelectorAll(".rows h2 a")];
    const place = document.querySelector(".is-new") || rows.find((each) => each.href === row) || rows[0];
    if (place && !place.href) place.tabIndex = -1;
    place?.focus();
  }
}
