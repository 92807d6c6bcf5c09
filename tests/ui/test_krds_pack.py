"""The crispy template pack, drawn through the doors that pages use."""

import re

import pytest
from crispy_forms.bootstrap import (
    Accordion,
    AccordionGroup,
    Alert,
    AppendedText,
    FieldWithButtons,
    FormActions,
    InlineCheckboxes,
    InlineRadios,
    StrictButton,
    UneditableField,
)
from crispy_forms.helper import FormHelper
from crispy_forms.layout import (
    HTML,
    ButtonHolder,
    Column,
    Div,
    Fieldset,
    Hidden,
    Layout,
    MultiField,
    Reset,
    Row,
    Submit,
)
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import Context, Template

CHOICES = [("a", "시민"), ("b", "전문가")]


class EveryField(forms.Form):
    name = forms.CharField(label="이름", help_text="공문의 이름")
    reason = forms.CharField(label="이유", widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(label="구분", choices=CHOICES, widget=forms.RadioSelect, help_text="하나만")
    people = forms.MultipleChoiceField(label="대상", choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    place = forms.ChoiceField(label="부서", choices=CHOICES)
    places = forms.MultipleChoiceField(label="부서들", choices=CHOICES, required=False)
    file = forms.FileField(label="파일", required=False)
    when = forms.SplitDateTimeField(label="일시", required=False)
    agree = forms.BooleanField(label="동의합니다")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


class LineForm(forms.Form):
    item = forms.CharField(label="항목")
    note = forms.CharField(widget=forms.HiddenInput, required=False)


Lines = forms.formset_factory(LineForm, extra=2)


def filtered(form):
    return Template("{% load crispy_forms_tags %}{{ form|crispy }}").render(Context({"form": form}))


def laid_out(form, *parts, **facts):
    helper = FormHelper()
    helper.layout = Layout(*parts)
    for name, value in facts.items():
        setattr(helper, name, value)
    return render_crispy_form(form, helper)


def ids(html):
    return re.findall(r'\sid="([^"]+)"', html)


@pytest.fixture
def wrong():
    return EveryField({})


def test_every_field_has_a_label_or_legend_and_unique_ids(wrong):
    html = filtered(wrong)
    assert len(ids(html)) == len(set(ids(html)))
    labelled = set(re.findall(r'for="([^"]+)"', html))
    assert {"id_name", "id_reason", "id_place", "id_file", "id_agree", "id_kind_0", "id_people_1"} <= labelled
    assert re.findall(r"<legend[^>]*>(\w+)", html) == ["구분", "대상", "일시"]


def test_required_is_said_in_words(wrong):
    assert filtered(wrong).count("(필수)") == 5


def test_ids_are_those_that_django_describes_fields_with(wrong):
    html = filtered(wrong)
    described = re.findall(r'aria-describedby="([^"]+)"', html)
    assert described
    for ids_of_one in described:
        assert set(ids_of_one.split()) <= set(ids(html))
    assert {"id_name_helptext", "id_name_error", "id_kind_error"} <= set(" ".join(described).split())


def test_what_is_wrong_with_a_group_is_told_at_each_of_its_inputs(wrong):
    html = filtered(wrong)
    for name in ("kind", "people"):
        tags = re.findall(rf'<input[^>]* name="{name}"[^>]*>', html)
        assert len(tags) == 2
        assert all(f'aria-describedby="id_{name}_error"' in tag and "aria-invalid" in tag for tag in tags)
    assert "_error" not in filtered(EveryField())


def test_form_errors_are_said_once(wrong):
    wrong.add_error(None, "마감되었습니다.")
    assert filtered(wrong).count("마감되었습니다.") == 1
    summary = Template("{% error_summary form %}{% load crispy_forms_tags %}{{ form|crispy }}")
    assert summary.render(Context({"form": wrong})).count("마감되었습니다.") == 1


def test_a_layout_of_everything(wrong):
    html = laid_out(
        wrong,
        Fieldset("기본", "name", Row(Column("place"), Column("places"))),
        Div(InlineRadios("kind"), InlineCheckboxes("people"), css_class="stack"),
        AppendedText("reason", "자"),
        MultiField("파일", "file"),
        FieldWithButtons("when", StrictButton("확인", css_class="krds-btn medium secondary")),
        Accordion(AccordionGroup("더 보기", HTML("<p>더</p>"))),
        Alert("조심", css_id="alert"),
        UneditableField("agree"),
        "token",
        Hidden("step", "2"),
        ButtonHolder(Submit("save", "저장"), Reset("reset", "초기화")),
        FormActions(Submit("send", "제출", css_class="krds-btn small secondary")),
    )
    assert len(ids(html)) == len(set(ids(html)))
    assert '<legend class="form-section-title">기본</legend>' in html
    assert '<span class="unit">자</span>' in html
    assert "<summary>더 보기</summary>" in html
    assert re.search(r'value="저장" class="krds-btn large primary', html)
    assert re.search(r'value="제출" class="[^"]*krds-btn small secondary"', html)
    assert '<input type="hidden" name="step" value="2"' in html


def test_the_form_tag_is_there_unless_unwanted():
    assert re.search(
        r'<form[^>]* method="post" novalidate enctype="multipart/form-data">', laid_out(EveryField(), "name")
    )
    assert "<form" not in laid_out(EveryField(), "name", form_tag=False)


def test_inputs_of_a_helper_come_last():
    helper = FormHelper()
    helper.add_input(Submit("save", "저장"))
    html = render_crispy_form(EveryField(), helper)
    assert html.index("form-buttons") > html.index("id_agree")


def test_formsets_number_their_forms():
    for html in (filtered(Lines()), render_crispy_form(Lines(), FormHelper())):
        assert re.findall(r"<legend[^>]*>([^<]+)", html) == ["1번째", "2번째"]
        assert html.count("form-TOTAL_FORMS") == 2


def test_a_formset_as_a_table_labels_each_control():
    helper = FormHelper()
    helper.template = "krds/table_inline_formset.html"
    html = render_crispy_form(Lines(), helper)
    assert re.findall(r'<label class="sr-only" for="([^"]+)">([^<]+)', html) == [
        ("id_form-0-item", "1번째 항목"),
        ("id_form-1-item", "2번째 항목"),
    ]
    assert html.count('name="form-0-note"') == 1
