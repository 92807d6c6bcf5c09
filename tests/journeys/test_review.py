"""Walk step 7: the contractor brings a deliverable, a panel reads it, and every word is answered."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from playwright.sync_api import expect

from seoul_gov.documents import actions as documents
from seoul_gov.notifications import outbox
from seoul_gov.ui.korean import today
from tests import factories
from tests.documents import samples
from tests.journeys.steps import follow, no_sideways_scroll, press, sign_in, tab_to, write, write_time
from workflows.reviews import actions
from workflows.reviews.models import Comment, Review, ReviewRound

pytestmark = pytest.mark.journey


def pdf(*texts) -> bytes:
    """A PDF with one page a text (Latin letters)."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    pages = []
    for text in texts:
        stream = f"BT /F1 24 Tf 60 700 Td ({text}) Tj ET"
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
        contents = len(objects)
        box = "/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}/Contents {contents} 0 R>>")
        pages.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(pages)}]>>"
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{content}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode()


PAGES = pdf("Requirements", "Sign up", "Notices")


@pytest.fixture
def official(live):
    return factories.make_official(
        "officer", department=factories.make_department("디지털정책과"), name="김담당"
    )


@pytest.fixture
def project(official):
    return factories.make_confirmed_project(officer=official, title="마을버스 알림 서비스 구축")


@pytest.fixture
def duty(project):
    return factories.make_duty(project, kind="review")


@pytest.fixture
def panel(project):
    return factories.make_panel(project)


@pytest.fixture
def member(panel):
    return factories.make_member(panel, name="나단원").user


@pytest.fixture
def round(official, duty, panel, member, project):
    return opened(official, duty, panel, "요구사항정의서.pdf", PAGES)


def opened(official, duty, panel, name, content):
    """A round on that file, due in a week, its preview made."""
    version = factories.make_version(duty.stage.run.project, upload=factories.make_upload(name, content))
    if waiting := documents.claim_preview():
        documents.render_preview(document=waiting)
    return actions.open_round(
        by=official,
        duty=duty,
        panel=panel,
        version=version,
        due_on=today() + timedelta(days=7),
        guide="2쪽을 봐 주세요.",
    )


def letter_to(user, about) -> str:
    """The last mail to the person whose subject holds these words, as the outbox sends it now."""
    outbox.drain()
    return [letter for letter in mail.outbox if letter.to == [user.email] and about in letter.subject][
        -1
    ].body


def link_in(body) -> str:
    return re.search(r"바로 가기: https?://[^/]+(\S+)", body).group(1)


def said_by(member, round, *bodies):
    for body in bodies:
        actions.save_comment(by=member, round=round, anchor="whole", body=body, nonce=uuid4())
    actions.submit(by=member, round=round)


def drawn(page):
    """Wait until the first page of the PDF is on its canvas."""
    canvas = page.locator(".reader-page canvas").first
    expect(canvas).to_be_visible()
    expect(page.locator(".reader-page .sr-only").first).not_to_be_empty()
    dark = canvas.evaluate(
        "c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((v, i) => i % 4 < 3 && v < 100)"
    )
    assert dark


def upload(page, name, content, **facts):
    for label, value in facts.items():
        write(page, page.get_by_label(label), value)
    tab_to(page, page.locator("input[type=file]"))
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": content})
    press(page, page.get_by_role("button", name="올리기"))
    expect(page).to_have_url(re.compile(r"/reviews/project/\d+/"))
    expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()


def test_from_the_upload_to_the_answer(person, page, phone, project, duty, panel, member, official, axe):
    vendor = factories.make_vendor(project=project)
    factories.make_member(panel, name="고동료")
    company = person()
    bring_two_files(company, vendor, project, axe)
    open_a_round(page, official, project, axe)
    round = ReviewRound.objects.get()
    read_and_comment(phone, member, axe)
    assert Comment.objects.get(body="글자가 작아 읽기 어렵습니다.").place == "2쪽"
    assert "나단원 단원이 의견을 제출했습니다" in letter_to(official, "의견을 제출")
    answer_and_close(page, round, axe)
    body = letter_to(member, "마감했습니다")
    assert "1. [2쪽] 글자가 작아 읽기 어렵습니다." in body
    assert "처리: 반영\n   사유: 다음 판에서 키웁니다." in body
    phone.goto(link_in(body))
    expect(phone.get_by_text("예산이 없습니다.")).to_be_visible()
    axe(phone)
    company.goto(round.get_absolute_url())
    expect(company.get_by_text("단원 1").first).to_be_visible()
    expect(company.get_by_text("나단원")).to_have_count(0)
    axe(company)


def bring_two_files(company, vendor, project, axe):
    sign_in(company, vendor)
    company.goto("/reviews/")
    follow(company, company.get_by_role("link", name=project.title))
    axe(company)
    follow(company, company.get_by_role("link", name="산출물 올리기").first)
    axe(company)
    write(company, company.get_by_label("산출물명"), "요구사항정의서")
    company.locator("input[type=file]").set_input_files({"name": "계획.pdf", "mimeType": "", "buffer": b"MZ"})
    press(company, company.get_by_role("button", name="올리기"))
    expect(company.get_by_role("alert")).to_contain_text("파일의 내용이")
    expect(company.get_by_label("산출물명")).to_have_value("요구사항정의서")
    axe(company)
    upload(company, "요구사항정의서.pdf", PAGES)
    press(company, company.get_by_role("link", name="산출물 올리기").first)
    upload(
        company,
        "추적표.hwpx",
        samples.hwpx("하나", "둘"),
        산출물명="요구사항추적표",
        **{"바뀐 내용": "처음 냅니다."},
    )
    follow(company, company.get_by_role("link", name=re.compile("새 버전 올리기.*추적표")))
    axe(company)
    upload(company, "추적표2.hwpx", samples.hwpx("하나", "둘"))
    expect(company.locator("main")).to_contain_text("2판")
    axe(company)
    for url in (project.get_absolute_url(), "/projects/"):
        assert company.request.get(url).status in (403, 404)


def open_a_round(page, official, project, axe):
    sign_in(page, official)
    page.goto(f"/reviews/project/{project.pk}/")
    axe(page)
    follow(page, page.get_by_role("link", name="검토 열기"))
    axe(page)
    version = project.deliverables.get(title="요구사항정의서").versions.get()
    page.locator("#id_version").select_option(value=str(version.pk))
    write(page, page.get_by_label("검토 안내"), "회원가입 화면을 눈여겨봐 주세요.")
    press(page, page.get_by_role("button", name="검토 열기"))
    expect(page.get_by_text("검토를 열고 단원에게 알렸습니다.")).to_be_visible()
    drawn(page)
    axe(page)


def read_and_comment(phone, member, axe):
    phone.goto(link_in(letter_to(member, "검토’를 시작했습니다")))
    phone.get_by_label("이메일").fill(member.email)
    phone.locator("input[name=password]").fill(factories.PASSWORD)
    phone.locator("main").get_by_role("button", name="로그인", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("요구사항정의서 1판 1차 검토")
    expect(phone.get_by_text("회원가입 화면을 눈여겨봐 주세요.")).to_be_visible()
    drawn(phone)
    no_sideways_scroll(phone)
    axe(phone)
    phone.get_by_role("button", name="다음 쪽").click()
    phone.get_by_role("button", name="이 쪽에 의견 쓰기").click()
    expect(phone.get_by_label("쪽", exact=True)).to_have_value("2")
    phone.get_by_label("의견", exact=False).last.fill("글자가 작아 읽기 어렵습니다.")
    phone.get_by_role("button", name="의견 저장").click()
    expect(phone.get_by_text("의견을 저장했습니다.")).to_be_visible()
    axe(phone)
    phone.goto("/reviews/")
    no_sideways_scroll(phone)
    phone.get_by_role("link", name="요구사항정의서 1판 1차 검토").click()
    expect(phone.get_by_text("제출 전")).to_be_visible()
    phone.get_by_label("절·항목").fill("3장 알림")
    phone.locator("#id_body").fill("알림을 끌 수 있어야 합니다.")
    phone.get_by_role("button", name="의견 저장").click()
    phone.get_by_role("link", name="의견 2건 제출하러 가기").click()
    no_sideways_scroll(phone)
    axe(phone)
    phone.get_by_label("종합 의견").fill("전체로는 읽기 쉽습니다.")
    phone.get_by_role("button", name="임시 저장").click()
    expect(phone.get_by_text("종합 의견을 저장했습니다.")).to_be_visible()
    phone.get_by_role("button", name="제출", exact=True).click()
    expect(phone.get_by_text("의견을 제출했습니다.")).to_be_visible()
    expect(phone.get_by_text("제출한 의견은 바꿀 수 없습니다.")).to_be_visible()
    axe(phone)


def answer_and_close(page, round, axe):
    page.goto(f"/reviews/{round.pk}/answers/")
    axe(page)
    first = page.locator("li", has_text="글자가 작아").locator("form")
    first.get_by_label("반영", exact=True).check()
    first.get_by_label("사유").fill("다음 판에서 키웁니다.")
    first.get_by_role("button").click()
    expect(page.get_by_text("처리를 저장했습니다.")).to_be_visible()
    page.goto(f"/reviews/{round.pk}/close/")
    axe(page)
    expect(page.get_by_text("답하지 않은 의견이 1건 있습니다")).to_be_visible()
    expect(page.get_by_role("button", name="검토 마감", exact=True)).to_have_count(0)
    page.get_by_role("link", name="의견에 답하기").click()
    second = page.locator("li", has_text="알림을 끌 수").locator("form")
    second.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_contain_text("처리")
    axe(page)
    page.get_by_label("미반영").check()
    page.get_by_label("사유").fill("예산이 없습니다.")
    page.get_by_role("button", name="처리 저장").click()
    expect(page.get_by_text("처리를 저장했습니다.")).to_be_visible()
    page.get_by_role("link", name="검토 마감하기").click()
    page.get_by_label("아직 의견을 내지 않은 단원이 있지만").check()
    page.get_by_role("button", name="검토 마감", exact=True).click()
    expect(page.get_by_text("검토를 마감하고")).to_be_visible()
    page.get_by_role("link", name="검토 결과").click()
    expect(page.get_by_text("50.0%")).to_be_visible()
    axe(page)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("요구사항.hwpx", samples.hwpx("회원가입을 쉽게 한다.", "글자를 키운다.")),
        (
            "요구사항.docx",
            samples.docx(samples.paragraph("회원가입을 쉽게 한다."), samples.paragraph("글자를 키운다.")),
        ),
    ],
)
def test_a_paragraph_is_pointed_at(phone, official, duty, panel, member, axe, name, content):
    round = opened(official, duty, panel, name, content)
    sign_in(phone, member)
    phone.goto(round.get_absolute_url())
    axe(phone)
    phone.locator("#id_body").fill("이미 적은 글")
    phone.locator("[data-section]", has_text="글자를 키운다.").get_by_role("link").click()
    expect(phone.locator("#id_section")).to_have_value(re.compile(r"문단 \d"))
    expect(phone.locator("#id_body")).to_have_value("이미 적은 글")
    expect(phone.locator("#id_body")).to_be_focused()
    no_sideways_scroll(phone)
    phone.get_by_role("button", name="의견 저장").click()
    expect(phone.locator(".own-comments")).to_contain_text("문단")
    axe(phone)
    phone.get_by_role("button", name="고대비").click()
    document = phone.locator(".document-html")
    expect(document).to_have_css("background-color", ground_of(phone))
    axe(phone)


def ground_of(page) -> str:
    expect(page.get_by_role("button", name="고대비")).to_have_attribute("aria-pressed", "true")
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_a_picture_is_looked_at(phone, official, duty, panel, member, axe):
    round = opened(official, duty, panel, "화면.png", samples.png())
    sign_in(phone, member)
    phone.goto(round.get_absolute_url())
    picture = phone.get_by_role("img", name="화면.png 그림")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") == 2
    axe(phone)


def test_a_table_is_taken_home(phone, official, duty, panel, member, axe):
    round = opened(official, duty, panel, "예산.xlsx", samples.xlsx())
    sign_in(phone, member)
    phone.goto(round.get_absolute_url())
    expect(phone.get_by_text("내려받아 확인해 주세요")).to_be_visible()
    axe(phone)
    with phone.expect_download() as download:
        phone.get_by_role("link", name="예산.xlsx").click()
    assert download.value.suggested_filename == "예산.xlsx"
    phone.get_by_label("절·항목").fill("Sheet 1")
    phone.locator("#id_body").fill("합계가 맞지 않습니다.")
    phone.get_by_role("button", name="의견 저장").click()
    expect(phone.locator(".own-comments")).to_contain_text("Sheet 1")


def test_a_member_without_a_mouse(page, round, member, axe):
    sign_in(page, member)
    page.goto(round.get_absolute_url())
    drawn(page)
    tab_to(page, page.get_by_role("button", name="다음 쪽"))
    page.keyboard.press("Space")
    press(page, page.get_by_role("button", name="이 쪽에 의견 쓰기"))
    expect(page.locator("#id_body")).to_be_focused()
    page.keyboard.insert_text("자판으로 쓴 의견")
    press(page, page.get_by_role("button", name="의견 저장"))
    expect(page.locator(".own-comments")).to_contain_text("2쪽")
    axe(page)
    press(page, page.get_by_role("link", name="고치기"))
    tab_to(page, page.locator("#id_body"))
    page.keyboard.press("End")
    page.keyboard.insert_text(" 고침")
    press(page, page.get_by_role("button", name="저장"))
    expect(page.locator(".own-comments")).to_contain_text("자판으로 쓴 의견 고침")
    press(page, page.get_by_role("button", name="지우기"))
    axe(page)
    page.keyboard.press("Escape")
    press(page, page.get_by_role("link", name="의견 1건 제출하러 가기"))
    press(page, page.get_by_role("button", name="제출", exact=True))
    expect(page.get_by_text("의견을 제출했습니다.")).to_be_visible()
    assert Review.objects.get().is_submitted


def test_an_officer_without_a_mouse(page, round, member, official, axe):
    said_by(member, round, "하나")
    sign_in(page, official)
    page.goto(round.get_absolute_url())
    press(page, page.get_by_role("link", name="의견에 답하기"))
    tab_to(page, page.get_by_label("반영", exact=True))
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("부분반영")).to_be_checked()
    tab_to(page, page.get_by_label("사유"))
    page.keyboard.insert_text("일부만 고칩니다.")
    press(page, page.get_by_role("button", name="처리 저장"))
    expect(page.get_by_text("처리를 저장했습니다.")).to_be_visible()
    axe(page)
    press(page, page.get_by_role("link", name="검토 마감하기"))
    press(page, page.get_by_role("button", name="검토 마감", exact=True))
    expect(page.get_by_text("검토를 마감하고")).to_be_visible()
    round.refresh_from_db()
    assert round.state == "closed"


def test_without_scripts(person, official, duty, panel, member):
    round = opened(official, duty, panel, "요구사항.hwpx", samples.hwpx("하나", "글자를 키운다."))
    page = person(java_script_enabled=False)
    sign_in(page, member)
    page.goto(round.get_absolute_url())
    page.locator("[data-section]", has_text="글자를 키운다.").get_by_role("link").click()
    expect(page.locator("#id_section")).to_have_value(re.compile(r"문단 \d"))
    page.locator("#id_body").fill("스크립트 없이 쓴 의견")
    page.get_by_role("button", name="의견 저장").click()
    page.get_by_role("link", name="의견 1건 제출하러 가기").click()
    page.get_by_role("button", name="제출", exact=True).click()
    expect(page.get_by_text("의견을 제출했습니다.")).to_be_visible()
    assert Review.objects.get().is_submitted


def test_an_overdue_round_is_put_off_or_called_off(page, round, official, axe):
    sign_in(page, official)
    page.goto(round.get_absolute_url())
    follow(page, page.get_by_role("link", name="기한 늦추기"))
    axe(page)
    write_time(page, page.get_by_label("새 검토 기한"), (today() + timedelta(days=14)).isoformat())
    write(page, page.get_by_label("사유"), "자료가 많습니다.")
    press(page, page.get_by_role("button", name="기한 늦추기"))
    expect(page.get_by_text("기한을 늦추고 단원에게 알렸습니다.")).to_be_visible()
    follow(page, page.get_by_role("link", name="검토 취소"))
    axe(page)
    write(page, page.get_by_label("취소 사유"), "파일이 잘못되었습니다.")
    press(page, page.get_by_role("button", name="검토 취소"))
    expect(page.get_by_text("검토를 취소하고 단원에게 알렸습니다.")).to_be_visible()
    axe(page)
