from django.contrib.auth import get_user_model
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from seoul_gov.ui.paging import page_of
from seoul_gov.ui.views import ActionButton, Page

from . import actions
from .letters import UNSUBSCRIBE_SALT
from .models import Notice


class NoticeList(Page):
    template_name = "notifications/notice/list.html"

    def get_context_data(self, **kwargs):
        page = page_of(self.request, self.request.user.notices.all(), size=20)
        return super().get_context_data(page=page, groups=actions.groups_of(self.request.user), **kwargs)


class NoticeOpen(Page):
    """Follows a notice to what it is about and notes that it was read."""

    def load(self):
        return get_object_or_404(Notice, pk=self.kwargs["pk"], recipient=self.request.user)

    def get(self, request, *args, **kwargs):
        actions.mark_read(by=request.user, notices=Notice.objects.filter(pk=self.thing.pk))
        return redirect(self.thing.url or "notifications:list")


class NoticeButton(ActionButton):
    """A button of the list, which comes back to it."""

    def success_url(self):
        return reverse("notifications:list")


class NoticeReadAll(NoticeButton):
    done = "모두 읽음으로 바꿨습니다."

    def act(self):
        actions.mark_read(by=self.request.user, notices=Notice.objects.all())


class GroupButton(NoticeButton):
    """A button about one group of mails; ``load`` answers the group's key."""

    def load(self):
        if self.kwargs["group"] not in actions.GROUPS:
            raise Http404
        return self.kwargs["group"]


class Resubscribe(GroupButton):
    done = "메일을 다시 보내 드립니다."

    def act(self):
        actions.resubscribe(by=self.request.user, group=self.thing)


class Mute(GroupButton):
    done = "이제 메일을 보내지 않습니다. 알림은 이 화면에서 볼 수 있습니다."

    def act(self):
        actions.unsubscribe(user_id=self.request.user.pk, group=self.thing)


@method_decorator(csrf_exempt, name="dispatch")
class Unsubscribe(Page):
    """Stops one group of mails by the signed link in a mail, without a login (RFC 8058)."""

    signed_in = False
    template_name = "notifications/unsubscribe.html"
    http_method_names = ["get", "head", "post"]

    def load(self):
        try:
            user_id, group = signing.loads(self.kwargs["token"], salt=UNSUBSCRIBE_SALT)
        except signing.BadSignature:
            raise Http404 from None
        if group not in actions.GROUPS:
            raise Http404
        return get_object_or_404(get_user_model(), pk=user_id), group

    def get_context_data(self, **kwargs):
        return super().get_context_data(group=actions.GROUPS[self.thing[1]], **kwargs)

    def post(self, request, *args, **kwargs):
        user, group = self.thing
        actions.unsubscribe(user_id=user.pk, group=group)
        return self.render_to_response(self.get_context_data(done=True))
