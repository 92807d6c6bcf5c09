"""What people do in every journey."""

import re

from playwright.sync_api import Page, expect

from tests import factories
from tests.browser import asked

LOGIN = re.compile("/accounts/login/")
MOMENT = re.compile(r"(?:(\d{4})-(\d\d)-(\d\d))?T?(?:(\d\d):(\d\d))?")
# 0 when the target has the focus, otherwise how often to press Tab before it is worth looking again: rather too rarely,
# for who has gone past the target comes back to it only after the whole page. -1 where the link past the header helps.
STOPS_AHEAD = """target => {
  const here = document.activeElement;
  if (target === here) return 0;
  const after = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  const room = document.querySelector("dialog:modal") ?? document;
  const everything = "a[href], button, input, select, textarea, summary, [tabindex]";
  const stops = [...room.querySelectorAll(everything)].filter((stop) => stop.tabIndex >= 0 && !stop.disabled
    && stop.type !== "radio" && stop.checkVisibility({ visibilityProperty: true }));
  const between = here === document.body
    ? stops.filter((stop) => after(stop, target))
    : stops.filter((stop) => after(here, stop) && (after(target, here) || after(stop, target)));
  const skips = here === document.body && room === document && document.querySelector("main")?.contains(target);
  return skips && between.length > 5 ? -1 : Math.max(1, between.length);
}"""


def arrived(page: Page) -> None:
    """Signed in, and the page that follows is there."""
    expect(page).not_to_have_url(LOGIN)
    page.wait_for_load_state()


def sign_in(page: Page, user) -> None:
    """Signed in already, where the login is not the point; on the desk, where it leads."""
    page.enter(user)
    page.goto("/desk/")


def log_in_as(page: Page, user) -> None:
    """Through the portal's own login page, to wherever it leads."""
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(factories.PASSWORD)
    page.locator("main").get_by_role("button", name="로그인", exact=True).click()
    arrived(page)


def log_in_as_by_keyboard(page: Page, user) -> None:
    """The same without a mouse."""
    page.goto("/accounts/login/")
    tab_to(page, page.locator("input[name=login]"))
    page.keyboard.type(user.email)
    tab_to(page, page.locator("input[name=password]"))
    page.keyboard.type(factories.PASSWORD)
    page.keyboard.press("Enter")
    arrived(page)


def tab_to(page: Page, target, limit: int = 120) -> None:
    """Press Tab until the target has the focus; fails when it cannot be reached."""
    expect(target).to_be_visible()
    element = target.element_handle()
    while limit > 0:
        ahead = element.evaluate(STOPS_AHEAD)
        if not ahead:
            return
        if ahead < 0:
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.hash === '#main'"):
                page.keyboard.press("Enter")
            limit -= 1
            continue
        for _ in range(min(ahead, limit)):
            page.keyboard.press("Tab")
        limit -= ahead
    raise AssertionError(f"{target} cannot be reached by keyboard")


def press(page: Page, target) -> None:
    """Go to a link or button by Tab and press it with Enter."""
    tab_to(page, target)
    page.keyboard.press("Enter")


def follow(page: Page, target) -> None:
    """The same where it leads to another page, and that page is there."""
    tab_to(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_into(page: Page, label: str, text: str) -> None:
    """Fill a field without a mouse, as an input method does: Hangul comes from no key."""
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.insert_text(text)


def tick(page: Page, target) -> None:
    """Tick a box or take an answer without a mouse."""
    tab_to(page, target)
    page.keyboard.press("Space")


def write(page: Page, field, text: str) -> None:
    """Put this in the place of what a field holds, without a mouse."""
    tab_to(page, field)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def write_time(page: Page, field, value: str) -> None:
    """Fill a field of a day, a time or both ("2030-01-02T15:00"), part after part and without a mouse."""
    tab_to(page, field)
    for keys in spellings(value):
        for _ in range(7):
            page.keyboard.press("ArrowLeft")
        for key in keys:
            (page.keyboard.type if key.isdigit() else page.keyboard.press)(key)
        if field.input_value() == value:
            return
    raise AssertionError(f"{field} does not become {value}")


def spellings(value: str) -> list[list[str]]:
    """The keys for a moment in the orders in which browsers have its parts: they follow the machine's language and not
    the page's."""
    year, month, day, hour, minute = re.fullmatch(MOMENT, value).groups()
    days = [[month, day, year, "ArrowRight"], [year, "ArrowRight", month, day]] if year else [[]]
    times = [[]]
    if hour:
        twelve, half = f"{(int(hour) - 1) % 12 + 1:02}", int(hour) // 12
        korean = [*["ArrowUp"] * (half + 1), "ArrowRight", twelve, minute]
        times = [[twelve, minute, "ap"[half]], korean, [hour, minute]]
    return [[*one, *other] for one in days for other in times]


def take(page: Page, answer) -> None:
    """Take one of several answers (radio buttons) with the arrow keys."""
    name = answer.get_attribute("name")
    answers = page.locator(f"input[type=radio][name='{name}']")
    taken = page.locator(f"input[type=radio][name='{name}']:checked")
    tick(page, taken if taken.count() else answers.first)
    for _ in range(answers.count()):
        if answer.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{answer} cannot be taken by keyboard")


def choose(page: Page, label: str, value: str) -> None:
    """Pick from a list with the arrow keys."""
    field = page.get_by_label(label, exact=True)
    tab_to(page, field)
    for _ in field.locator("option").all_text_contents():
        if field.locator("option:checked").text_content() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{label} has no {value}")


def no_sideways_scroll(page: Page) -> None:
    """The page fits its window; only tables may scroll inside their own box."""
    width = asked(page, "[document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1], f"{page.url} is {width[0]} pixels wide in a window of {width[1]}"
