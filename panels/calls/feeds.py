from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed

from . import selectors
from .actions.calls import period_of

NEWEST = 30


class CallFeed(Feed):
    """The newest calls for whoever follows them with a reader (Atom, RFC 4287)."""

    feed_type = Atom1Feed
    title = "시민추진단 모집공고"
    subtitle = "서울시 정보화사업에 함께할 시민추진단 단원을 모집합니다."
    link = "/calls/"

    def items(self):
        return selectors.calls().order_by("-published_at", "-pk")[:NEWEST]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return f"{item.panel.kind_label} {item.seats}명 · {period_of(item)} · {item.panel.project.title}"

    def item_pubdate(self, item):
        return item.published_at

    def item_updateddate(self, item):
        return item.cancelled_at or item.published_at
