// Small comforts of every page: focus on the error summary, counts under long texts, folds that open for print.
// form[data-dirty]: the browser asks before a changed form is left.
const summary = document.querySelector("[data-focus]");
if (summary) {
  // Where somebody went from the errors before is no place to begin with these.
  if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
  summary.focus();
}

function count(area) {
  let line = area.nextElementSibling;
  if (!line?.classList.contains("text-count")) {
    line = document.createElement("span");
    line.className = "text-count";
    area.after(line);
  }
  line.textContent = `${area.value.length} / ${area.maxLength}자`;
}

const countAll = () => document.querySelectorAll("textarea[maxlength]").forEach(count);

countAll();
document.addEventListener("main-replaced", countAll);
document.addEventListener("input", (event) => {
  if (event.target.matches?.("textarea[maxlength]")) count(event.target);
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  if (event.target.closest("[data-print]")) print();
  for (const menu of document.querySelectorAll(".mobile-menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector(".mobile-menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details.fold:not([open])")) {
    fold.open = true;
    fold.dataset.opened = "";
  }
});
addEventListener("afterprint", () => {
  for (const fold of document.querySelectorAll("details[data-opened]")) fold.open = false;
});

const written = (form) => new URLSearchParams(new FormData(form)).toString();
const first = new Map();
const watch = () => document.querySelectorAll("form[data-dirty]").forEach((form) => first.set(form, written(form)));

watch();
document.addEventListener("main-replaced", watch);
document.addEventListener("submit", (event) => first.delete(event.target));

addEventListener("beforeunload", (event) => {
  for (const [form, before] of first) {
    if (form.isConnected && written(form) !== before) event.preventDefault();
  }
});
