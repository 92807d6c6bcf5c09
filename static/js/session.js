// Shows how long the session lasts, warns two minutes before it ends and extends it without leaving the page.
const WARNING = 120;
const dialog = document.getElementById("session-dialog");
const form = dialog.querySelector("[data-session-extend]");
const ahead = Date.now() / 1000 - Number(dialog.dataset.serverNow);
let ends = Number(dialog.dataset.sessionEnds);
let dismissed = false;

const left = () => Math.max(0, Math.round(ends - (Date.now() / 1000 - ahead)));
const clock = (seconds) => `${Math.floor(seconds / 60)}분 ${String(seconds % 60).padStart(2, "0")}초`;

function tick() {
  const seconds = left();
  document.querySelectorAll("[data-session-clock]").forEach((place) => { place.textContent = clock(seconds); });
  if (seconds <= WARNING && !dialog.open && !dismissed) dialog.showModal();
  if (seconds === 0) expired();
}

function expired() {
  clearInterval(timer);
  dialog.querySelector("h2").textContent = "자동으로 로그아웃되었습니다";
  dialog.querySelector(".dialog-error").hidden = false;
  if (!dialog.open) dialog.showModal();
}

async function extend(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "error" });
    if (!answer.ok) throw new Error(answer.status);
    ends = (await answer.json()).session_ends;
    dismissed = false;
    dialog.close();
    tick();
  } catch {
    dialog.querySelector(".dialog-error").hidden = false;
  }
}

form.addEventListener("submit", extend, true);
dialog.addEventListener("close", () => { dismissed = left() <= WARNING; });
document.querySelectorAll(".session-left").forEach((place) => { place.hidden = false; });
const timer = setInterval(tick, 1000);
tick();
