from seoul_gov.ui.lists import PersonalListPage
from seoul_gov.ui.sheets import Column

from . import permissions
from .filters import EventFilter
from .models import Event
from .verify import latest_seal

EVENT_COLUMNS = (
    Column("일시", lambda event: event.at),
    Column("행위자", lambda event: event.shown_actor),
    Column("내용", lambda event: event.sentence),
    Column("사건", lambda event: event.key),
    Column("대상", lambda event: f"{event.object_type} {event.object_id}"),
    Column("접속지", lambda event: event.address or ""),
)


class EventList(PersonalListPage):
    template_name = "audit/event/list.html"
    filter_class = EventFilter
    columns = EVENT_COLUMNS
    file_name = "감사기록"
    shown_as = "감사 기록"
    subject = "행위자"

    def may(self, thing):
        return permissions.can_read_all(self.request.user)

    def rows(self):
        return Event.objects.select_related("seal")

    def get_context_data(self, **kwargs):
        return super().get_context_data(seal=latest_seal(), **kwargs)
