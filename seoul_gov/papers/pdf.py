"""HTML as PDF (PDF/UA-1), by WeasyPrint. Runs in the process apart: loading this needs Pango."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

STYLES = "css/paper.css"


class StaticFiles(URLFetcher):
    """Fetches what lies in the folder of the static files, and nothing else from anywhere."""

    def __init__(self, folder: Path):
        super().__init__(allowed_protocols=["file"], allow_redirects=False)
        self.folder = folder.resolve()

    def fetch(self, url, headers=None):
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        if parts.scheme != "file" or parts.netloc or not path.is_relative_to(self.folder):
            raise FatalURLFetchingError("A paper may only hold what lies in the static files.")
        return super().fetch(url, headers)


def make(html: str, folder: str) -> bytes:
    """The HTML as the bytes of a PDF, with the fonts and styles of ``folder``.

    Raises FatalURLFetchingError where the HTML asks for anything else.
    """
    root = Path(folder)
    fonts, fetcher = FontConfiguration(), StaticFiles(root)
    styles = CSS(filename=root / STYLES, font_config=fonts, url_fetcher=fetcher)
    document = HTML(string=html, base_url=root.resolve().as_uri() + "/", url_fetcher=fetcher)
    return document.write_pdf(stylesheets=[styles], font_config=fonts, pdf_variant="pdf/ua-1")
