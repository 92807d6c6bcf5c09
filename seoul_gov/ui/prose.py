"""Markdown as clean HTML, for minutes and guides. Pure, no database.

Written HTML is shown as text, pictures are left out, headings begin at the third level because the page has the
first two, and only web and mail links are links.
"""

import nh3
from markdown_it import MarkdownIt

TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "s",
    "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
HEADINGS_BEGIN_AT = 3
LOWEST_HEADING = 6

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])


def render(text: str) -> str:
    """The text as HTML that may stand in a page as it is."""
    tokens = _markdown.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            level = int(token.tag[1]) + HEADINGS_BEGIN_AT - 1
            token.tag = f"h{min(level, LOWEST_HEADING)}"
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    return nh3.clean(
        html, tags=TAGS, attributes={"a": {"href"}, "ol": {"start"}}, url_schemes={"http", "https", "mailto"}
    )
