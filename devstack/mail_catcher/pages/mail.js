// The frame is as high as the mail in it. (The mail itself runs no scripts.)
const frame = document.getElementById("html");

function fit() {
  const mail = frame.contentDocument;
  if (!mail || !mail.documentElement) return;
  frame.style.height = "0";
  frame.style.height = `${Math.max(120, mail.documentElement.scrollHeight)}px`;
}

if (frame) {
  frame.addEventListener("load", fit);
  window.addEventListener("resize", fit);
  document.querySelectorAll("input[type=radio]").forEach((choice) => choice.addEventListener("change", fit));
  fit();
}

// A button asks the catcher to report this mail, as the real service would some time later.
const reports = document.getElementById("reports");

reports.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const wish = { to: button.closest("fieldset").dataset.to, status: button.value };
  const answer = await fetch(`${location.pathname}/reports`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(wish),
  });
  reports.querySelector("output").textContent = answer.ok ? `Reported: ${wish.status}.` : await answer.text();
});
