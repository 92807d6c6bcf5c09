// What axe finds wrong with the page, and the kinds of text of which it has judged the contrast.
//
// Contrast takes two thirds of axe's time, text by text. So it is asked once of each kind: of the same colour and size,
// with the same drawn behind it. Under an open dialog axe judges nothing, and what was seen there counts as not seen.
async ([address, options, judged]) => {
  if (!("axe" in window)) await import(address);
  const known = new Set(judged);
  const forced = matchMedia("(forced-colors: active)").matches ? "forced" : "";
  const backgrounds = new Map([[null, forced]]);

  const behind = (element) => {
    if (!backgrounds.has(element)) {
      backgrounds.set(element, drawn(getComputedStyle(element), behind(element.parentElement)));
    }
    return backgrounds.get(element);
  };

  const drawn = (style, outside) => {
    const colour = style.backgroundColor === "rgba(0, 0, 0, 0)" ? "" : style.backgroundColor;
    const effects = [style.opacity, style.filter, style.mixBlendMode, style.backgroundImage].join(" ");
    const plain = effects === "1 none normal none";
    const covers = plain && colour.startsWith("rgb(") && !outside.includes("/");
    const above = ["absolute", "fixed"].includes(style.position) ? ` / ${style.position}` : "";
    return (covers ? colour : outside + (colour && ` on ${colour}`) + (plain ? "" : ` / ${effects}`)) + above;
  };

  const kindOf = (element) => {
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size > 18.6 && style.fontWeight >= 700) ? "large" : "";
    const off = element.closest(":disabled, [aria-disabled=true]") ?? element.closest("label")?.control?.disabled;
    return [behind(element), style.color, style.textShadow, large, off ? "off" : ""].join(" ");
  };

  const written = new Set(document.querySelectorAll("input, select, textarea"));
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) if (texts.currentNode.data.trim()) written.add(texts.currentNode.parentElement);
  const seen = new Set();
  for (const element of written) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const kind = kindOf(element);
    if (known.has(kind)) continue;
    seen.add(kind);
    element.setAttribute("data-to-judge", "");
  }

  axe.configure({ rules: [{ id: "color-contrast", selector: "[data-to-judge]" }] });
  const { violations } = await axe.run(options);
  for (const element of document.querySelectorAll("[data-to-judge]")) element.removeAttribute("data-to-judge");
  return [violations, document.querySelector("dialog:modal") ? [] : [...seen]];
}
