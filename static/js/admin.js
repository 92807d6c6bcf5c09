// The boxes that search while somebody types have no names of their own: they take those of their fields.

const nameOf = (select) => select.labels[0]?.textContent.replace(/:\s*$/, "").trim() ?? "";

function name(select) {
  const box = select.nextElementSibling, combobox = box.querySelector("[role=combobox]");
  const say = () => {
    const chosen = [...select.selectedOptions].map((option) => option.textContent.trim());
    combobox.setAttribute("aria-label", [nameOf(select), ...chosen].filter(Boolean).join(": "));
  };
  const search = () => {
    const field = document.querySelector(".select2-container--open .select2-search__field");
    field?.setAttribute("aria-label", `${nameOf(select)} 찾기`);
    if (combobox.hasAttribute("aria-owns")) combobox.setAttribute("aria-controls", combobox.getAttribute("aria-owns"));
  };
  combobox.removeAttribute("aria-labelledby");
  box.querySelector("[role=textbox]")?.setAttribute("aria-label", nameOf(select));
  box.querySelector(".select2-search__field")?.setAttribute("aria-label", `${nameOf(select)} 찾기`);
  window.django.jQuery(select).on("change", say).on("select2:open", search);
  say();
}

// After the admin's own script has made the boxes, which waits for the page in the same queue.
window.django?.jQuery?.(() => document.querySelectorAll("select.admin-autocomplete").forEach(name));
