// Shows how long the session lasts, warns two minutes before it ends and extends it without leaving the page.
// Every open page of the portal hears when another one has made the session last longer.
const WARNING = 120;
const dialog = document.getElementById("session-dialog");
const form = dialog.querySelector("[data-session-extend]");
const ahead = Date.now() / 1000 - Number(dialog.dataset.serverNow);
const others = new BroadcastChannel("session");
let ends = Number(dialog.dataset.sessionEnds);
let dismissed = false;
let over = false;

const left = () => Math.max(0, Math.round(ends - (Date.now() / 1000 - ahead)));
const clock = (seconds) => `${Math.floor(seconds / 60)}분 ${String(seconds % 60).padStart(2, "0")}초`;
const show = (selector, visible) => { dialog.querySelector(selector).hidden = !visible; };

function tick() {
  const seconds = left();
  document.querySelectorAll("[data-session-clock]").forEach((place) => { place.textContent = clock(seconds); });
  if (seconds === 0) expired();
  else if (seconds <= WARNING && !dialog.open && !dismissed) dialog.showModal();
}

function expired() {
  over = true;
  clearInterval(timer);
  dialog.querySelector("h2").textContent = "자동으로 로그아웃되었습니다";
  show("[data-session-warning]", false);
  show("[data-session-over]", true);
  show("[type=submit]", false);
  show(".dialog-error", false);
  if (!dialog.open) dialog.showModal();
}

function lasts(until) {
  if (over || until <= ends) return;
  ends = until;
  dismissed = false;
  show(".dialog-error", false);
  if (dialog.open && left() > WARNING) dialog.close();
  tick();
}

async function extend(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "error" });
    if (!answer.ok) throw new Error(answer.status);
    const until = (await answer.json()).session_ends;
    others.postMessage(until);
    lasts(until);
  } catch {
    show(".dialog-error", true);
  }
}

form.addEventListener("submit", extend, true);
dialog.addEventListener("close", () => { dismissed = left() <= WARNING; });
others.addEventListener("message", (event) => lasts(event.data));
others.postMessage(ends);
document.querySelectorAll(".session-left").forEach((place) => { place.hidden = false; });
const timer = setInterval(tick, 1000);
tick();
