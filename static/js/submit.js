// Guards every POST form against a second submit, and shows how far an upload has come.
const BUSY = "처리하고 있습니다…";

function hold(form, button) {
  form.dataset.busyNow = "";
  // The text of an <input> is its value and would be sent changed: only a <button> says that it is busy.
  if (button?.tagName !== "BUTTON") return;
  button.dataset.label = button.innerHTML;
  button.textContent = button.dataset.busy || BUSY;
  button.setAttribute("aria-disabled", "true");
}

function release(form) {
  delete form.dataset.busyNow;
  for (const button of form.querySelectorAll("[aria-disabled=true][data-label]")) {
    button.innerHTML = button.dataset.label;
    button.removeAttribute("aria-disabled");
  }
}

function progressOf(form) {
  const box = document.createElement("div");
  box.className = "upload";
  box.innerHTML = '<progress max="100" value="0" aria-label="올리는 중"></progress><p role="status"></p>';
  form.append(box);
  return { bar: box.firstChild, text: box.lastChild };
}

function upload(form, button) {
  const body = new FormData(form, button);
  const { bar, text } = progressOf(form);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  // Asks for the way on as words: a redirect followed here would use up the message that the next page shows.
  request.setRequestHeader("X-Upload", "1");
  request.upload.onprogress = (event) => {
    if (!event.lengthComputable) return;
    const percent = Math.round((event.loaded / event.total) * 100);
    bar.value = percent;
    text.textContent = percent < 100 ? `${percent}% 올렸습니다.` : "다 올렸습니다. 파일을 확인하고 있습니다.";
  };
  request.onload = () => answer(form, request);
  request.onerror = () => {
    text.textContent = "연결이 끊겨 올리지 못했습니다. 다시 제출해 주세요.";
    text.setAttribute("role", "alert");
    release(form);
  };
  request.send(body);
}

function answer(form, request) {
  if (request.getResponseHeader("Content-Type")?.startsWith("application/json"))
    return location.assign(JSON.parse(request.responseText).location);
  const asked = new URL(form.action, location);
  asked.hash = ""; // Where in the page somebody is does not come back.
  const moved = request.responseURL && request.responseURL !== asked.href;
  if (moved && request.status < 400) return location.assign(request.responseURL);
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.querySelector("main");
  if (!main) return location.reload();
  document.title = page.title;
  keepFiles(form, main);
  document.querySelector("main").replaceWith(main);
  document.dispatchEvent(new Event("main-replaced"));
  (main.querySelector("[data-focus]") || main).focus();
}

// A page that came back with errors keeps the files that were chosen.
function keepFiles(form, main) {
  for (const chosen of form.querySelectorAll("input[type=file]")) {
    const again = main.querySelector(`input[type=file][name="${CSS.escape(chosen.name)}"]`);
    if (again && chosen.files.length) again.files = chosen.files;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  // A form that answers with a file leaves its page standing.
  if (event.defaultPrevented || form.method !== "post" || "download" in form.dataset) return;
  if ("busyNow" in form.dataset) return event.preventDefault();
  const files = [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
  if ("uploadProgress" in form.dataset && files) {
    event.preventDefault();
    upload(form, event.submitter);
  }
  hold(form, event.submitter);
});

addEventListener("pageshow", () => document.querySelectorAll("[data-busy-now]").forEach(release));
