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
