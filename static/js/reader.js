// [data-pdf-url]: the document reader. Pages, zoom, keyboard, and the page number for a form that comments on it.
const FAILED = "문서를 화면에 표시하지 못했습니다. 아래에서 파일을 내려받아 주세요.";

async function openDocument(host) {
  const at = (path) => new URL(path, document.baseURI).href;
  const { pdfScript, pdfWorker, pdfFiles, pdfUrl } = host.dataset;
  const library = await import(at(pdfScript));
  library.GlobalWorkerOptions.workerSrc = at(pdfWorker);
  return library.getDocument({
    url: pdfUrl,
    cMapUrl: at(`${pdfFiles}cmaps/`),
    standardFontDataUrl: at(`${pdfFiles}standard_fonts/`),
    wasmUrl: at(`${pdfFiles}wasm/`),
  }).promise;
}

async function draw(page, canvas, zoom, width) {
  const natural = page.getViewport({ scale: 1 });
  const scale = (width / natural.width) * zoom;
  const sharp = Math.min(devicePixelRatio || 1, 2);
  const viewport = page.getViewport({ scale: scale * sharp });
  canvas.width = viewport.width;
  canvas.height = viewport.height;
  canvas.style.width = `${viewport.width / sharp}px`;
  await page.render({ canvas, viewport }).promise;
  const text = await page.getTextContent();
  return text.items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join("");
}

class Reader {
  constructor(host) {
    this.host = host;
    this.zoom = 1;
    this.bar = host.querySelector(".reader-bar");
    this.pages = host.querySelector(".reader-pages");
    this.status = host.querySelector(".reader-status");
    this.field = document.querySelector("[data-page-field]");
    this.open();
  }

  part(name) {
    return this.bar.querySelector(`[data-reader=${name}]`);
  }

  // Where the reader's place is kept while the tab is open, so that saving a comment does not lose it.
  place() {
    return `reader ${this.host.dataset.pdfUrl}`;
  }

  async open() {
    this.status.textContent = "문서를 불러오고 있습니다…";
    try {
      this.pdf = await openDocument(this.host);
      this.bar.hidden = this.pages.hidden = false;
      await this.layOut();
      this.status.textContent = "";
    } catch (error) {
      console.warn(error);
      this.bar.hidden = this.pages.hidden = true;
      this.status.textContent = FAILED;
      return;
    }
    this.listen();
    const left = Number(sessionStorage.getItem(this.place()));
    this.show(left || 1, left > 1);
  }

  async layOut() {
    this.part("count").textContent = this.part("page").max = this.pdf.numPages;
    this.part("comment").hidden = !this.field;
    this.seen = new IntersectionObserver((entries) => this.look(entries), { root: this.pages, rootMargin: "50%" });
    const first = await this.pdf.getPage(1);
    const { width, height } = first.getViewport({ scale: 1 });
    this.ratio = height / width;
    for (let number = 1; number <= this.pdf.numPages; number += 1) this.pages.append(this.frame(number));
    this.resize();
    for (const frame of this.pages.children) this.seen.observe(frame);
  }

  frame(number) {
    const frame = document.createElement("figure");
    frame.className = "reader-page";
    frame.dataset.number = number;
    const canvas = document.createElement("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `${number}쪽`);
    const caption = document.createElement("figcaption");
    caption.textContent = `${number}쪽`;
    const text = document.createElement("div");
    text.className = "sr-only";
    frame.append(canvas, text, caption);
    return frame;
  }

  width() {
    return Math.max(240, Math.min(900, this.pages.clientWidth - 34));
  }

  resize() {
    for (const frame of this.pages.children) {
      delete frame.dataset.drawn;
      const canvas = frame.querySelector("canvas");
      canvas.style.width = `${this.width() * this.zoom}px`;
      canvas.style.height = frame.dataset.ratio ? "auto" : `${this.width() * this.zoom * this.ratio}px`;
    }
    this.part("zoom").textContent = `${Math.round(this.zoom * 100)}%`;
  }

  look(entries) {
    for (const { isIntersecting, target } of entries) if (isIntersecting) this.drawFrame(target);
  }

  async drawFrame(frame) {
    if ("drawn" in frame.dataset) return;
    frame.dataset.drawn = "";
    const page = await this.pdf.getPage(Number(frame.dataset.number));
    const canvas = document.createElement("canvas");
    for (const name of ["role", "aria-label"]) canvas.setAttribute(name, frame.querySelector("canvas").getAttribute(name));
    const text = await draw(page, canvas, this.zoom, this.width());
    frame.dataset.ratio = "known";
    frame.querySelector("canvas").replaceWith(canvas);
    frame.querySelector(".sr-only").textContent = text;
  }

  current() {
    const middle = this.pages.scrollTop + this.pages.clientHeight / 3;
    const passed = [...this.pages.children].filter((frame) => frame.offsetTop <= middle);
    return passed.length || 1;
  }

  show(number, scroll = true) {
    const page = Math.min(Math.max(1, number || 1), this.pdf.numPages);
    if (scroll) this.pages.scrollTop = this.pages.children[page - 1].offsetTop - 16;
    this.mark(page);
  }

  mark(page) {
    sessionStorage.setItem(this.place(), page);
    this.part("page").value = page;
    this.part("prev").disabled = page === 1;
    this.part("next").disabled = page === this.pdf.numPages;
  }

  magnify(by) {
    const page = this.current();
    this.zoom = Math.min(3, Math.max(0.5, this.zoom + by));
    this.resize();
    this.seen.disconnect();
    for (const frame of this.pages.children) this.seen.observe(frame);
    this.show(page);
  }

  comment() {
    this.field.value = this.current();
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
    const form = this.field.form;
    form.scrollIntoView({ block: "center" });
    (form.querySelector("textarea") || this.field).focus();
  }

  listen() {
    const doings = {
      prev: () => this.show(this.current() - 1),
      next: () => this.show(this.current() + 1),
      in: () => this.magnify(0.25),
      out: () => this.magnify(-0.25),
      comment: () => this.comment(),
    };
    this.bar.addEventListener("click", (event) => doings[event.target.closest("[data-reader]")?.dataset.reader]?.());
    this.part("page").addEventListener("change", (event) => this.show(Number(event.target.value)));
    this.pages.addEventListener("scroll", () => this.mark(this.current()), { passive: true });
    this.pages.addEventListener("keydown", (event) => this.key(event));
  }

  key(event) {
    const keys = { PageDown: 1, PageUp: -1, ArrowRight: 1, ArrowLeft: -1 };
    if (!keys[event.key] || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    this.show(this.current() + keys[event.key]);
  }
}

function read() {
  for (const host of document.querySelectorAll("[data-pdf-url]")) new Reader(host);
}

// The page itself comes first: the library for documents is many times as large.
if (document.readyState === "complete") read();
else addEventListener("load", () => setTimeout(read), { once: true });
