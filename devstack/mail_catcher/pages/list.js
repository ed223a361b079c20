// The list as the server sees it now, every 2 seconds while somebody looks.
const list = document.getElementById("list");

async function refresh() {
  if (document.hidden) return;
  const answer = await fetch("/");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.getElementById("list");
  if (now.innerHTML !== list.innerHTML) list.replaceChildren(...now.childNodes);
}

function refreshIfReachable() {
  refresh().then(
    () => document.body.classList.remove("gone"),
    () => document.body.classList.add("gone"),
  );
}

document.getElementById("forget").addEventListener("click", async () => {
  await fetch("/api/mails", { method: "DELETE" });
  refreshIfReachable();
});
document.addEventListener("visibilitychange", refreshIfReachable);
setInterval(refreshIfReachable, 2000);
