// button[data-confirm="sentence"]: asks before the form goes off. Registered in the capture phase, so it asks first.
// Where a field is empty that must not be, there is nothing to ask yet: the server says what is missing.
const dialog = document.createElement("dialog");
dialog.className = "dialog";
dialog.setAttribute("aria-labelledby", "confirm-sentence");
dialog.innerHTML =
  '<h2 id="confirm-sentence"></h2><form method="dialog" class="buttons">' +
  '<button class="krds-btn medium tertiary" value="no">취소</button><button class="krds-btn medium primary" value="yes"></button></form>';

function ask(button) {
  if (!dialog.isConnected) document.body.append(dialog);
  dialog.querySelector("h2").textContent = button.dataset.confirm;
  dialog.querySelector("[value=yes]").textContent = (button.value && button.tagName === "INPUT") ? button.value : button.textContent.trim();
  dialog.returnValue = "no";
  dialog.showModal();
  dialog.onclose = () => {
    if (dialog.returnValue !== "yes") return;
    button.dataset.confirmed = "";
    button.form.requestSubmit(button);
    delete button.dataset.confirmed;
  };
}

function lacks(form) {
  return [...form.elements].some((field) => field.validity?.valueMissing);
}

document.addEventListener(
  "submit",
  (event) => {
    const button = event.submitter;
    if (!button?.dataset.confirm || "confirmed" in button.dataset || lacks(button.form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(button);
  },
  true,
);
