// Draws the pages of a PDF one by one as they come into sight.
export async function openDocument(host) {
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

export async function draw(page, canvas, zoom, width) {
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
