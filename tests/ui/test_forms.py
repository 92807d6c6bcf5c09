import pytest
from django import forms
from django.core.validators import MaxValueValidator
from django.http import QueryDict

from seoul_gov.accounts.models import User
from seoul_gov.ui.forms import (
    HIDDEN,
    DateField,
    DateTimeField,
    PortalForm,
    SentenceField,
    VersionedForm,
    WonField,
    described,
)


class Sample(PortalForm):
    text = forms.CharField(required=False)
    day = DateField(required=False)
    moment = DateTimeField(required=False)


@pytest.mark.parametrize("day", ["2026-03-01", "2026.03.01", "2026. 3. 1.", "20260301"])
def test_dates_are_read_as_koreans_write_them(day):
    form = Sample({"day": day})
    assert form.is_valid()
    assert str(form.cleaned_data["day"]) == "2026-03-01"


@pytest.mark.parametrize(
    "day", ["2026-02-31", "9999-12-31", "0001-01-01", "1999-12-31", "3/1/2026", "내일", "2026-13-01"]
)
def test_wrong_dates_are_refused(day):
    assert list(Sample({"day": day}).errors) == ["day"]


@pytest.mark.parametrize("moment", ["9999-12-31T10:00", "2026-02-30T10:00", "1998-01-01T10:00", "x"])
def test_wrong_moments_are_refused(moment):
    assert list(Sample({"moment": moment}).errors) == ["moment"]


def test_a_moment_is_in_seoul():
    form = Sample({"moment": "2026-03-01T14:00"})
    assert form.is_valid()
    assert form.cleaned_data["moment"].isoformat() == "2026-03-01T14:00:00+09:00"


@pytest.mark.parametrize("text", ["a\x00b", "a\x07b", "이름\u202egnp.exe", "\ue000", "끝\uffff"])
def test_hidden_characters_are_refused(text):
    assert list(Sample({"text": text}).errors) == ["text"]


def test_what_nobody_can_see_is_nothing():
    class Wanted(PortalForm):
        text = forms.CharField(label="제목")

    assert Wanted({"text": "\u3164\u200b"}).errors == {"text": ["제목은 필수 항목입니다."]}


@pytest.mark.parametrize("text", ["줄\n바꿈", "탭\t", "<b>", "👩‍💻 이모지", "한국어"])
def test_what_people_type_is_accepted(text):
    assert Sample({"text": text}).is_valid()


class Choice(VersionedForm):
    name = forms.CharField(label="사업 이름", required=False)
    kind = forms.MultipleChoiceField(label="구분", choices=[("a", "개발"), ("b", "유지관리")])


def test_a_field_is_read_as_its_label_and_the_words_of_its_choices():
    form = Choice({"name": "", "kind": ["a", "b"]})
    assert [described(form[name]) for name in ("name", "kind")] == [
        {"label": "사업 이름", "value": "없음"},
        {"label": "구분", "value": "개발, 유지관리"},
    ]


def test_a_form_can_come_back_with_the_stored_version():
    form = Choice(QueryDict("version=1"))
    form.show_version(4)
    assert form["version"].value() == 4


class Plain(PortalForm):
    text = forms.CharField(required=False, max_length=1000, min_length=2)
    won = WonField(required=False, max_value=10_000_000, min_value=0)
    kind = forms.ChoiceField(required=False, choices=[("a", "개발")])
    kinds = forms.MultipleChoiceField(required=False, choices=[("a", "개발")])
    person = forms.ModelChoiceField(User.objects.all(), required=False)
    people = forms.ModelMultipleChoiceField(User.objects.all(), required=False)
    day = DateField(required=False)
    moment = DateTimeField(required=False)
    time = forms.TimeField(required=False)
    mail = forms.EmailField(required=False)
    own = forms.IntegerField(
        required=False,
        error_messages={"invalid": "몇 명인지 적어 주세요."},
        validators=[MaxValueValidator(9, message="아홉 명까지입니다.")],
    )


LISTED = "목록에 있는 것 가운데 골라 주세요."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("text", "가" * 5000, "1,000자까지 쓸 수 있습니다(지금 5,000자)."),
        ("text", "가", "2자 이상 써 주세요(지금 1자)."),
        ("text", "가\x00나", HIDDEN),
        ("won", "10,000,001원", "10,000,000 이하로 입력해 주세요."),
        ("won", "-1", "0 이상으로 입력해 주세요."),
        ("won", "많이", "숫자로 입력해 주세요."),
        ("kind", "z", LISTED),
        ("kinds", "z", LISTED),
        ("person", "z", LISTED),
        ("people", "9", LISTED),
        ("people", "z", LISTED),
        ("day", "2026-02-31", "날짜를 2026. 3. 1.처럼 입력해 주세요."),
        ("moment", "x", "날짜와 시각을 올바르게 입력해 주세요."),
        ("time", "x", "시각을 14:00처럼 입력해 주세요."),
        ("mail", "x", "이메일 주소를 name@example.com처럼 입력해 주세요."),
        ("own", "x", "몇 명인지 적어 주세요."),
        ("own", "10", "아홉 명까지입니다."),
    ],
)
def test_refusals_of_fields_are_plain_sentences(name, value, sentence):
    sent = {name: [value] if name in ("kinds", "people") else value}
    assert Plain(sent).errors[name] == [sentence]


def test_what_is_missing_is_named_by_its_label():
    class Wanted(PortalForm):
        title = forms.CharField(label="사업 이름")
        kind = forms.ChoiceField(label="구분", choices=[("a", "개발")])
        why = SentenceField(label="왜 필요한가요?", min_length=5, help_text="예: 감사 자료")
        pledge = forms.BooleanField(label="서약")
        own = forms.CharField(label="값", error_messages={"required": "본 값을 적어 주세요."})

    form = Wanted({})
    assert {name: texts[0] for name, texts in form.errors.items()} == {
        "title": "사업 이름은 필수 항목입니다.",
        "kind": "구분은 필수 항목입니다.",
        "why": "필수 항목입니다.",
        "pledge": "필수 항목입니다.",
        "own": "본 값을 적어 주세요.",
    }


def test_how_short_a_sentence_may_be_is_said_beforehand():
    field = SentenceField(min_length=5, help_text="예: 감사 자료")
    assert field.help_text == "5자 이상 써 주세요. 예: 감사 자료"


def test_what_one_form_says_does_not_reach_the_next():
    class Bare(forms.Form):
        kind = forms.ChoiceField(choices=[("a", "개발")])

    assert Plain({"kind": "z"}).errors["kind"] == [LISTED]
    assert Bare({"kind": "z"}).errors["kind"] != [LISTED]
