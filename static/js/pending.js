// [data-pending="#target"]: asks for the page again until what is being made there is ready, shows it in place and says so.
// Soon at first, for most of it is made in seconds.
const PAUSE = 1000;
const LONGEST_PAUSE = 3000;
const LONGEST = 100;
const box = document.querySelector("[data-pending]");
const said = document.createElement("p");
said.className = "sr-only";
said.setAttribute("role", "status");

async function look(times) {
  const selector = box.dataset.pending;
  try {
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector(selector);
    const target = document.querySelector(selector);
    if (answer.ok && fresh && fresh.textContent !== target.textContent) target.innerHTML = fresh.innerHTML;
    if (answer.ok && !page.querySelector("[data-pending]")) {
      said.textContent = "다 되었습니다. 결과를 이 화면에 보였습니다.";
      return;
    }
  } catch {
    // The next look may find the portal again; the link to refresh stays.
  }
  if (times < LONGEST) setTimeout(look, Math.min(times * PAUSE, LONGEST_PAUSE), times + 1);
}

if (box) {
  box.before(said);
  setTimeout(look, PAUSE, 1);
}
