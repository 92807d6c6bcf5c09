"""The components of the portal's pages, as template tags. A builtin library: pages need no ``{% load %}``."""

from collections.abc import Iterable
from datetime import date, datetime

from django import template
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm, BoundField
from django.forms.boundfield import BoundWidget
from django.forms.formsets import BaseFormSet
from django.utils import timezone
from django.utils.html import format_html

from .. import korean
from ..paging import SIZES, block_of

register = template.Library()

TONES = {"primary", "info", "success", "warning", "danger", "gray", "point"}
STAGE_STATES = {"done": "완료", "open": "진행 중", "todo": "예정", "skipped": "생략", "late": "기한 지남"}
FEW_DAYS = 3

register.filter("kdate", korean.korean_date)
register.filter("kdatetime", korean.korean_datetime)
register.filter("kperiod", korean.korean_period)
register.filter("won", korean.won)
register.filter("dday", korean.dday)
register.filter("josa", korean.josa)


@register.simple_tag
def badge(text: object, tone: str = "gray") -> str:
    """A short word in a coloured box. The word carries the meaning, the tone only helps."""
    return format_html('<span class="badge badge-{}">{}</span>', _known_tone(tone), text)


@register.simple_tag
def due_badge(due: date | None) -> str:
    """``D-7`` with a tone that warns from three days before; nothing for None, and nothing on paper, where it grows old."""
    if due is None:
        return ""
    left = korean.remaining_days(due)
    tone = "danger" if left < 0 else "warning" if left <= FEW_DAYS else "info"
    return _passing_badge(korean.dday(due), tone)


@register.simple_tag
def closing_badge(moment: datetime, what: str = "마감") -> str:
    """``D-7`` until something closes at that moment; on its last day ``마감까지 3시간 20분``, as of now."""
    if korean.remaining_days(moment) or moment <= timezone.now():
        return due_badge(moment)
    return _passing_badge(f"{what}까지 {korean.time_left(moment)}", "warning")


def _passing_badge(text: str, tone: str) -> str:
    """A badge that is true today alone."""
    return format_html('<span class="badge badge-{} screen-only">{}</span>', tone, text)


@register.simple_tag
def icon(name: str) -> str:
    """A decorative KRDS icon, coloured as the text around it; screen readers do not meet it."""
    return format_html('<span class="icon icon-{}" aria-hidden="true"></span>', name)


@register.simple_tag(takes_context=True)
def query_url(context, **changes: object) -> str:
    """The address of this page with some GET parameters replaced; None or "" removes one."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.inclusion_tag("_components/pager.html", takes_context=True)
def pager(context, page) -> dict:
    """ "총 N건", page numbers in blocks of ten and the choice of 10/20/50, keeping the whole query."""
    request = context["request"]
    kept = [
        (name, value)
        for name, values in request.GET.lists()
        if name not in ("page", "size")
        for value in values
    ]
    return {"request": request, "page": page, "block": block_of(page), "sizes": SIZES, "kept": kept}


@register.inclusion_tag("_components/total.html")
def total(page, word: str = "건") -> dict:
    """ "총 N건 (1/3쪽)" above a list."""
    return {"page": page, "word": word}


@register.inclusion_tag("_components/empty.html")
def empty(sentence: str, url: str = "", label: str = "") -> dict:
    """What to show where a list has no rows: one sentence, and what the person can do."""
    return {"sentence": sentence, "url": url, "label": label}


@register.inclusion_tag("_components/breadcrumb.html", takes_context=True)
def breadcrumb(context, *parts: str) -> dict:
    """``{% breadcrumb "사업" list_url project.name project_url "의견" %}``: label, url, ..., this page."""
    steps = [{"label": label, "url": url} for label, url in zip(parts[::2], parts[1::2], strict=False)]
    return {"steps": steps, "here": parts[-1] if len(parts) % 2 else "", "home": context.get("home_url", "/")}


@register.inclusion_tag("_components/timeline.html")
def timeline(stages: Iterable, label: str = "추진 단계") -> dict:
    """A vertical line of stages: title, state (done, open, todo, skipped, late), dates, note, url, items."""
    return {"stages": [_stage(stage) for stage in stages], "label": label}


@register.inclusion_tag("_components/steps.html")
def steps(current: int, *titles: str) -> dict:
    """Where a person is in a long form: ``{% steps 2 "기본 정보" "유형 결정" "확인" %}``."""
    return {"titles": titles, "current": current}


@register.inclusion_tag("_components/document_link.html")
def document_link(name: str, url: str, size: int | None = None, kind: str = "", view_url: str = "") -> dict:
    """A file to download: its name with ``[hwpx, 17KB]``, and 바로보기 where there is a `view_url`."""
    kind = kind or (name.rpartition(".")[2].lower() if "." in name else "")
    facts = ", ".join(fact for fact in (kind, korean.file_size(size)) if fact)
    return {"name": name, "url": url, "facts": facts, "view_url": view_url}


@register.inclusion_tag("_components/reader.html")
def pdf_reader(url: str, name: str, download_url: str = "") -> dict:
    """Pages of a PDF drawn in the page, with a download link where they cannot be drawn."""
    return {"url": url, "name": name, "download_url": download_url or url}


@register.inclusion_tag("_components/meter.html")
def meter(value: float, of: float, label: str, unit: str = "") -> dict:
    """A bar with its numbers in words, for votes, quorums and progress."""
    return {"value": value, "of": of or 1, "real_of": of, "label": label, "unit": unit}


@register.inclusion_tag("_components/post_button.html", takes_context=True)
def post_button(
    context, url: str, label: str, kind: str = "secondary", confirm: str = "", about: str = "", **fields
) -> dict:
    """A button that POSTs: `confirm` asks first, `about` tells those who hear the page which of many it is, further
    arguments become hidden fields."""
    token = context.get("csrf_token")
    return {
        "url": url,
        "label": label,
        "kind": kind,
        "confirm": confirm,
        "about": about,
        "fields": fields,
        "csrf_token": token,
    }


@register.inclusion_tag("_components/error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet | None) -> dict:
    """Everything that is wrong with the forms, each with a link to its field. Nothing when all is well."""
    errors = []
    for form in filter(None, forms):
        form.summarised = True
        errors += _formset_errors(form) if isinstance(form, BaseFormSet) else _form_errors(form)
    return {"errors": errors}


@register.simple_tag
def choice(option: BoundWidget, field: BoundField) -> str:
    """One of a group's radios or boxes. What is wrong with the group is told on each: the focus never rests on the
    fieldset that is described by it."""
    if field.errors:
        option.data["attrs"] |= {"aria-invalid": "true", "aria-describedby": f"{field.auto_id}_error"}
    return option.tag()


@register.inclusion_tag("_components/desk_line.html")
def desk_line(
    title: str, url: str, due: date | None = None, note: str = "", action: str = "처리하기"
) -> dict:
    """One thing that waits for the person: what, until when, and the one button."""
    return {"title": title, "url": url, "due": due, "note": note, "action": action}


@register.simple_block_tag
def disclosure(content: str, title: str, open: bool = False) -> str:
    """A fold: ``{% disclosure "자세히" %}...{% enddisclosure %}``."""
    opened = " open" if open else ""
    return format_html(
        '<details class="fold"{}><summary>{}</summary><div class="fold-body">{}</div></details>',
        opened,
        title,
        content,
    )


@register.simple_block_tag
def card(content: str, title: str = "", url: str = "", level: int = 2) -> str:
    """A box with an optional heading that may be a link."""
    heading = format_html('<a href="{}">{}</a>', url, title) if url else title
    head = format_html('<h{} class="card-title">{}</h{}>', level, heading, level) if title else ""
    return format_html('<section class="card">{}{}</section>', head, content)


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "") -> str:
    """A boxed remark on the page. It is not announced: for results of an action use Django messages."""
    head = format_html('<p class="notice-title">{}</p>', title) if title else ""
    return format_html('<div class="notice notice-{}">{}{}</div>', _known_tone(tone), head, content)


def _known_tone(tone: str) -> str:
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"unknown tone {tone!r}, use one of {sorted(TONES)}")
    return tone


def _stage(stage) -> dict:
    names = ("title", "state", "dates", "note", "url", "items", "state_label")
    facts = {name: _fact(stage, name) for name in names}
    facts["state_label"] = facts["state_label"] or STAGE_STATES[facts["state"]]
    return facts


def _fact(stage, name: str):
    return stage.get(name) if isinstance(stage, dict) else getattr(stage, name, None)


def _formset_errors(formset: BaseFormSet) -> list[dict]:
    own = [{"text": text, "target": ""} for text in formset.non_form_errors()]
    return own + [
        error | {"text": f"{number}번째 줄 {error['text']}"}
        for number, form in enumerate(formset.forms, start=1)
        for error in _form_errors(form)
    ]


def _form_errors(form: BaseForm) -> list[dict]:
    return [_error(form, name, text) for name, texts in form.errors.items() for text in texts]


def _error(form: BaseForm, name: str, text: str) -> dict:
    if name == NON_FIELD_ERRORS or name not in form.fields or form[name].is_hidden:
        return {"text": text, "target": ""}
    field = form[name]
    label = str(field.label).removesuffix(".")  # a label may be a sentence, as what is agreed to is
    named = text if text.startswith(label) else f"{label}: {text}"
    return {"text": named, "target": _first_control(field)}


def _first_control(field) -> str:
    subwidgets = field.subwidgets if field.use_fieldset else []
    return (subwidgets[0].id_for_label if subwidgets else "") or field.id_for_label or field.auto_id
