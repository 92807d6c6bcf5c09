import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from seoul_gov.documents.enums import DocumentKind
from seoul_gov.documents.forms import DocumentField, MultipleDocumentField
from tests.documents import samples


class OneForm(forms.Form):
    file = DocumentField(kinds=(DocumentKind.PDF, DocumentKind.JPG))


class ManyForm(forms.Form):
    files = MultipleDocumentField(required=False)


def bound(form, *uploads):
    (name,) = form.base_fields
    return form({}, MultiValueDict({name: list(uploads)} if uploads else {}))


def test_one_file_cleans_to_a_checked_file():
    form = bound(OneForm, samples.upload("계획.pdf", samples.PDF))
    assert form.is_valid()
    assert (form.cleaned_data["file"].name, form.cleaned_data["file"].kind) == ("계획.pdf", DocumentKind.PDF)


@pytest.mark.parametrize(
    ("uploads", "sentence"),
    [
        ([], "올릴 파일을 골라 주세요."),
        ([samples.upload("a.pdf", b"")], "빈 파일은 올릴 수 없으니 내용을 확인해 주세요."),
        ([samples.upload("a.png", samples.png())], "PDF, JPG 파일만 올릴 수 있습니다."),
    ],
)
def test_a_refusal_stands_at_the_field(uploads, sentence):
    assert bound(OneForm, *uploads).errors == {"file": [sentence]}


def test_something_else_than_a_file_is_refused():
    with pytest.raises(ValidationError) as refusal:
        DocumentField().clean("a.pdf")
    assert refusal.value.messages == ["올릴 파일을 골라 주세요."]


def test_an_absent_file_that_is_not_required():
    assert DocumentField(required=False).clean(None) is None


def test_the_browser_and_people_are_told_what_may_come_in(settings):
    html = str(OneForm()["file"])
    assert 'accept=".pdf,.jpg,.jpeg"' in html
    settings.PORTAL_UPLOAD_MAX_BYTES = 7 * 1024 * 1024
    assert OneForm().fields["file"].help_text == "PDF, JPG 파일을 7MB까지 올릴 수 있습니다."
    many = ManyForm().fields["files"].help_text
    assert many == (
        "PDF, HWPX, HWP, DOCX, XLSX, PPTX, ODT, PNG, JPG, ZIP, TXT, CSV 파일을 한 번에 10개, "
        "하나에 7MB까지 올릴 수 있습니다."
    )


def test_a_room_may_say_it_in_its_own_words():
    field = DocumentField(label="동의서", help_text="서명한 동의서")
    assert (field.label, field.help_text) == ("동의서", "서명한 동의서")


def test_several_files_clean_to_a_list():
    form = bound(ManyForm, samples.upload("a.pdf", samples.PDF), samples.upload("b.png", samples.png()))
    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["files"]] == ["a.pdf", "b.png"]
    assert "multiple" in str(form["files"])


def test_no_files_clean_to_an_empty_list():
    form = bound(ManyForm)
    assert form.is_valid()
    assert form.cleaned_data["files"] == []


def test_several_files_may_be_required():
    with pytest.raises(ValidationError) as refusal:
        MultipleDocumentField().clean([])
    assert refusal.value.messages == ["올릴 파일을 골라 주세요."]


def test_more_than_ten_are_refused():
    uploads = [samples.upload(f"{n}.pdf", samples.PDF) for n in range(11)]
    assert bound(ManyForm, *uploads).errors == {"files": ["파일은 한 번에 10개까지이니 나누어 올려 주세요."]}
    assert bound(ManyForm, *uploads[:10]).is_valid()
