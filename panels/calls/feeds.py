from django.contrib.syndication.views import Feed
from django.db.models import Max, OuterRef, Subquery
from django.utils.feedgenerator import Atom1Feed

from . import selectors, state
from .actions.calls import period_of
from .corrections import CallChange, CallCorrection
from .enums import CallPhase

NEWEST = 30


class CallFeed(Feed):
    """The newest calls for whoever follows them with a reader (Atom, RFC 4287)."""

    feed_type = Atom1Feed
    title = "시민추진단 모집공고"
    subtitle = "서울시 정보화사업에 함께할 시민추진단 단원을 모집합니다."
    link = "/calls/"

    def items(self):
        calls = selectors.calls().order_by("-published_at", "-pk")
        return calls.annotate(
            corrected_at=newest(CallCorrection, "corrected_at"), changed_at=newest(CallChange, "changed_at")
        )[:NEWEST]

    def item_title(self, item):
        """A call that was taken back says so: a reader shows the title and may show nothing else."""
        return f"[취소] {item.title}" if state.phase(item) == CallPhase.CANCELLED else item.title

    def item_description(self, item):
        return f"{item.panel.kind_label} {item.seats}명 · {period_of(item)} · {item.panel.project.title}"

    def item_pubdate(self, item):
        return item.published_at

    def item_updateddate(self, item):
        """The last moment at which the call came to read otherwise; a reader shows it anew then."""
        moments = (item.published_at, item.changed_at, item.corrected_at, item.cancelled_at)
        return max(moment for moment in moments if moment)


def newest(rows, moment: str) -> Subquery:
    """The latest ``moment`` among a call's rows."""
    of_call = rows.objects.filter(call=OuterRef("pk")).order_by().values("call")
    return Subquery(of_call.annotate(latest=Max(moment)).values("latest"))
