import pytest
from django import forms
from django.http import QueryDict

from seoul_gov.ui.forms import DateField, DateTimeField, PortalForm, VersionedForm, described


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


@pytest.mark.parametrize("text", ["a\x00b", "a\x07b", "이름\u202egnp.exe", "\ue000"])
def test_hidden_characters_are_refused(text):
    assert list(Sample({"text": text}).errors) == ["text"]


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
