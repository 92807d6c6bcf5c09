import re
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError

from seoul_gov.ui import korean


class ProjectForm(forms.Form):
    name = forms.CharField(label="사업 이름")
    kind = forms.ChoiceField(
        label="구분", choices=[("a", "구축"), ("b", "유지관리")], widget=forms.RadioSelect
    )
    secret = forms.CharField(widget=forms.HiddenInput)


class LineForm(forms.Form):
    item = forms.CharField(label="항목")


def drawn(source, **context):
    return Template(source).render(Context(context)).strip()


def words(html):
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_filters_write_korean():
    context = {"day": date(2018, 2, 5), "end": date(2018, 2, 9), "name": "계획서"}
    said = drawn(
        "{{ day|kdate }} / {{ day|kperiod:end }} / {{ 1234|won }} / {{ name|josa:'을/를' }}", **context
    )
    assert said == "2018. 2. 5.(월) / 2018. 2. 5.(월) ~ 2. 9.(금) / 1,234원 / 계획서를"


def test_filters_do_not_unescape():
    assert drawn("{{ name|josa:'을/를' }}", name="<b>사업") == "&lt;b&gt;사업을"


def test_badge_escapes_its_word():
    assert drawn("{% badge text 'info' %}", text="<1>") == '<span class="badge badge-info">&lt;1&gt;</span>'


def test_unknown_tone_is_a_mistake():
    with pytest.raises(TemplateSyntaxError, match="unknown tone"):
        drawn("{% badge 'x' 'pink' %}")


@pytest.mark.parametrize(
    ("days", "tone", "text"), [(7, "info", "D-7"), (3, "warning", "D-3"), (-1, "danger", "1일 지남")]
)
def test_due_badge_warns_in_time(days, tone, text):
    due = korean.today() + timedelta(days=days)
    assert (
        drawn("{% due_badge due %}", due=due) == f'<span class="badge badge-{tone} screen-only">{text}</span>'
    )


@pytest.mark.parametrize(
    ("now", "tone", "text"),
    [
        ("03-13T18:00", "warning", "D-3"),
        ("03-15T23:59", "warning", "D-1"),
        ("03-16T00:00", "warning", "마감까지 18시간"),
        ("03-16T14:39:30", "warning", "마감까지 3시간 20분"),
        ("03-16T17:40", "warning", "마감까지 20분"),
        ("03-16T17:59:30", "warning", "마감까지 1분 미만"),
        ("03-16T18:00", "warning", "오늘"),
    ],
)
def test_the_last_day_is_told_in_hours_and_minutes(time_machine, now, tone, text):
    time_machine.move_to(f"2026-{now}+09:00", tick=False)
    moment = datetime(2026, 3, 16, 18, tzinfo=korean.SEOUL)
    assert (
        drawn("{% closing_badge due %}", due=moment)
        == f'<span class="badge badge-{tone} screen-only">{text}</span>'
    )


def test_no_due_date_no_badge():
    assert drawn("{% due_badge due %}", due=None) == ""


def test_query_url_replaces_and_removes(rf):
    request = rf.get("/", {"q": "시민", "page": "3", "kind": ["a", "b"]})
    assert drawn("{% query_url page=None sort='due' %}", request=request) == (
        "?q=%EC%8B%9C%EB%AF%BC&amp;kind=a&amp;kind=b&amp;sort=due"
    )


def test_pager_keeps_the_whole_query(rf):
    request = rf.get("/", {"q": "x", "page": "13", "size": "10"})
    html = drawn("{% pager page %}", request=request, page=Paginator(range(268), 10).page(13))
    assert words(html) == (
        "이전 쪽 묶음 11 쪽 12 쪽 13 쪽 14 쪽 15 쪽 16 쪽 17 쪽 18 쪽 19 쪽 20 쪽 다음 쪽 묶음 한 쪽에 10건 20건 50건 보기"
    )
    assert 'href="?q=x&amp;size=10&amp;page=21"' in html
    assert html.count("<input") == 1
    assert '<input type="hidden" name="q" value="x">' in html


def test_short_lists_have_no_pager(rf):
    page = Paginator(range(3), 10).page(1)
    assert words(drawn("{% pager page %}", request=rf.get("/"), page=page)) == ""
    assert words(drawn("{% total page '명' %}", page=page)) == "총 3 명"


def test_timeline_says_each_state_in_words():
    stages = [
        {"title": "착수", "state": "done", "dates": "2018. 2. 5.(월)"},
        SimpleNamespace(title="검토", state="open", note="3명 냄", url="/r/", items=["회의록"]),
        {"title": "중간", "state": "skipped", "state_label": "해당 없음"},
        {"title": "완료", "state": "todo"},
    ]
    html = drawn("{% timeline stages %}", stages=stages)
    assert words(html) == "착수 완료 2018. 2. 5.(월) 검토 진행 중 3명 냄 회의록 중간 해당 없음 완료 예정"
    assert html.count('aria-current="step"') == 1


def test_breadcrumb_pairs_labels_and_urls():
    html = drawn("{% breadcrumb '사업' '/projects/' '의견' %}")
    assert words(html) == "홈 사업 의견"
    assert '<a href="/projects/">사업</a>' in html
    assert '<span aria-current="page">의견</span>' in html


def test_blocks_wrap_their_content_and_escape_their_titles():
    assert drawn("{% disclosure title %}<p>x</p>{% enddisclosure %}", title="<i>") == (
        '<details class="fold"><summary>&lt;i&gt;</summary><div class="fold-body"><p>x</p></div></details>'
    )
    assert drawn("{% card '제목' '/x/' level=3 %}글{% endcard %}") == (
        '<section class="card"><h3 class="card-title"><a href="/x/">제목</a></h3>글</section>'
    )
    assert drawn("{% notice 'danger' '지금은 할 수 없습니다' %}<p>x</p>{% endnotice %}") == (
        '<div class="notice notice-danger"><p class="notice-title">지금은 할 수 없습니다</p><p>x</p></div>'
    )


def test_document_link_tells_type_and_size():
    html = drawn("{% document_link '계획서.hwpx' '/d/1/' 17408 view_url='/d/1/view/' %}")
    assert words(html) == "계획서.hwpx [hwpx, 17KB] 바로보기 계획서.hwpx"


def test_post_button_posts_with_a_token():
    html = drawn("{% post_button '/x/' '삭제' confirm='정말요?' id=3 %}", csrf_token="t" * 64)
    assert 'name="csrfmiddlewaretoken" value="' + "t" * 64 in html
    assert '<input type="hidden" name="id" value="3">' in html
    assert 'data-confirm="정말요?"' in html


def test_error_summary_links_each_error_to_its_control():
    form = ProjectForm({})
    form.add_error(None, "이미 마감되었습니다.")
    html = drawn("{% error_summary form %}", form=form)
    assert words(html) == (
        "입력한 내용을 확인해 주세요 사업 이름: 필수 항목입니다. 구분: 필수 항목입니다. 필수 항목입니다. 이미 마감되었습니다."
    )
    assert [part.split('"')[0] for part in html.split('href="')[1:]] == ["#id_name", "#id_kind_0"]


def test_error_summary_names_a_field_once():
    form = ProjectForm({"kind": "a"})
    form.add_error("name", "사업 이름은 필수 항목입니다.")
    assert "확인해 주세요 사업 이름: 필수 항목입니다. 사업 이름은 필수 항목입니다." in words(
        drawn("{% error_summary form %}", form=form)
    )


def test_error_summary_ends_no_label_with_a_full_stop():
    form = type("PledgeForm", (forms.Form,), {"pledge": forms.BooleanField(label="서약합니다.")})({})
    assert "서약합니다: 필수 항목입니다." in words(drawn("{% error_summary form %}", form=form))


def test_error_summary_numbers_the_lines_of_a_formset():
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-item": "서버", "form-1-item": ""}
    formset = forms.formset_factory(LineForm, min_num=2, validate_min=True)(data)
    html = drawn("{% error_summary formset %}", formset=formset)
    assert "2번째 줄 항목: 필수 항목입니다." in words(html)


def test_no_errors_no_summary():
    assert drawn("{% error_summary form other %}", form=ProjectForm()) == ""


def test_desk_line_without_a_due_date():
    assert words(drawn("<ul>{% desk_line '검토' '/x/' %}</ul>")) == "검토 처리하기 : 검토"


def test_meter_of_nothing_does_not_fail():
    assert words(drawn("{% meter 0 0 '찬성' '표' %}")) == "찬성 0 / 0표"
