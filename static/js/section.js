// a[data-section-link]: puts its paragraph into the form's [data-section-field], so that nothing typed is lost.
const field = document.querySelector("[data-section-field]");

document.addEventListener("click", (event) => {
  const link = field && event.target.closest("[data-section-link]");
  if (!link) return;
  event.preventDefault();
  field.value = link.dataset.sectionLink;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.form.scrollIntoView({ block: "center" });
  field.form.querySelector("textarea").focus();
});
