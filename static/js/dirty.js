// form[data-dirty]: the browser asks before a changed form is left.
const written = (form) => new URLSearchParams(new FormData(form)).toString();
const first = new Map([...document.querySelectorAll("form[data-dirty]")].map((form) => [form, written(form)]));

document.addEventListener("submit", (event) => first.delete(event.target));

addEventListener("beforeunload", (event) => {
  for (const [form, before] of first) {
    if (form.isConnected && written(form) !== before) event.preventDefault();
  }
});
