// form[data-live-url][data-live-target]: posts what is typed and shows the answer, without sending the form.
const PAUSE = 300;
const timers = new WeakMap();
const running = new WeakMap();

async function refresh(form) {
  running.get(form)?.abort();
  const abort = new AbortController();
  running.set(form, abort);
  const target = document.querySelector(form.dataset.liveTarget);
  if (!target) return;
  target.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.dataset.liveUrl, {
      method: "POST", body: withoutFiles(form), signal: abort.signal, headers: { "X-Requested-With": "XMLHttpRequest" },
    });
    if (!answer.ok && answer.status !== 409) throw new Error(answer.status);
    target.innerHTML = await answer.text();
  } catch (error) {
    if (error.name === "AbortError") return;
    target.textContent = "미리 보기를 불러오지 못했습니다. 저장은 할 수 있습니다.";
  }
  target.removeAttribute("aria-busy");
}

function withoutFiles(form) {
  const body = new FormData(form);
  for (const input of form.querySelectorAll("input[type=file]")) body.delete(input.name);
  return body;
}

function later(event) {
  const form = event.target.form || event.target.closest?.("form");
  if (!form?.dataset.liveUrl || event.isComposing) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => refresh(form), PAUSE));
}

for (const kind of ["input", "change", "compositionend"]) document.addEventListener(kind, later);
if (document.querySelector("form[data-live-url]")) {
  document.querySelectorAll("[data-live-fallback]").forEach((button) => { button.hidden = true; });
}
