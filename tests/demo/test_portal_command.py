"""``manage.py portal``: the real thing from start to stop, and every way in which it declines to start."""

import fcntl
import io
import os
import shutil
import signal
import socket
import time
from pathlib import Path

import pytest
from django.conf import settings as portal_settings
from django.core.management import CommandError, call_command
from django.db import connection

from projects.models import Vendor
from seoul_gov.demo import people, programs, statics
from seoul_gov.demo.management.commands import portal as command
from tests import factories
from tests.depth import is_deep
from tests.migrated import kept
from tests.portal import Portal
from tests.services import spare_port

# The command starts the embedded portal, whatever else there is.


@pytest.fixture
def own_mask():
    """The command hides its files from other users of the machine; the tests' own mask comes back."""
    mask = os.umask(0)
    os.umask(mask)
    yield
    os.umask(mask)


def processes_of(portal):
    """Every process that was started with this portal's folder in its environment, wherever it hangs now."""
    mark, found = f"PORTAL_VAR_DIR={portal.folder}".encode(), {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes():
                found[int(process.name)] = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return found


@pytest.fixture
def migrated(tmp_path, pytestconfig):
    """A folder for a portal, with its tables where somebody has made them; before a release it starts from nothing."""
    name = None if is_deep() else kept(pytestconfig)
    if name and connection.vendor == "sqlite":
        (tmp_path / "var").mkdir()
        shutil.copyfile(name, tmp_path / "var" / "portal.sqlite3")


@pytest.mark.journey
def test_one_command_opens_everything_and_one_signal_ends_it(tmp_path, migrated):
    with Portal(tmp_path, PORTAL_DEMO="0") as portal:
        portal.wait_until_ready()
        assert portal.parts() == dict.fromkeys(["database", "broker", "worker", "beat"], "ok")
        assert portal.get("/")[0] == 200
        assert len(processes_of(portal)) >= 7
        assert portal.stop(signal.SIGINT) == 0
        assert processes_of(portal) == {}

    printed = portal.printed.read_text()
    assert f"포털이 열렸습니다: http://localhost:{portal.port}/" in printed
    assert "체험" not in printed
    assert printed.endswith("포털을 모두 멈췄습니다.\n")


def test_a_taken_port_is_told_with_a_way_out(monkeypatch, own_mask):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        advice = rf"127.0.0.1:{port}에서 열 수 없습니다.*PORT={port + 1} make run"
        with pytest.raises(CommandError, match=advice):
            call_command("portal", stdout=io.StringIO())


def test_a_second_portal_in_the_same_folder_is_declined(own_mask):
    lock = portal_settings.VAR_DIR / "run" / "portal.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="이 폴더의 포털이 이미 실행되고 있습니다"):
            call_command("portal", stdout=io.StringIO())


def test_ctrl_c_while_it_prepares_is_no_crash(own_mask):
    class Interrupted(io.StringIO):
        def write(self, text):
            raise KeyboardInterrupt

    with pytest.raises(CommandError, match="시작을 중단했습니다") as stopped:
        call_command("portal", prepare=True, stdout=Interrupted())
    assert stopped.value.returncode == 130


@pytest.mark.django_db(transaction=True)
def test_prepare_alone_prepares_and_starts_nothing(settings, own_mask):
    settings.PORTAL_DEMO = False
    said = io.StringIO()
    call_command("portal", prepare=True, stdout=said)

    assert said.getvalue() == "데이터베이스를 준비합니다.\n"
    assert (settings.VAR_DIR / "run" / "static.stamp").exists()


def test_a_web_server_that_does_not_open_is_told_with_the_end_of_its_log():
    log = portal_settings.VAR_DIR / "log" / "web.log"
    log.parent.mkdir(exist_ok=True)
    log.write_text("starting\nModuleNotFoundError: no module named portal\n")
    opening = command.Opening(command.Command(stdout=io.StringIO()), spare_port())
    opening.look()
    opening.deadline = 0

    with pytest.raises(CommandError, match="90초 안에 웹 서버가 열리지 않았습니다(.|\n)*ModuleNotFoundError"):
        opening.look()


@pytest.fixture
def opening(live_server):
    """The moment at which the web server, here the tests' own, gives its first answer."""
    said = io.StringIO()
    return command.Opening(command.Command(stdout=said), int(live_server.url.rpartition(":")[2])), said


def test_an_open_portal_is_announced_once(opening, settings):
    settings.PORTAL_DEMO = False
    moment, said = opening
    moment.look()
    moment.look()

    assert said.getvalue().count(f"포털이 열렸습니다: {settings.PORTAL_BASE_URL}/") == 1
    assert "로그인" not in said.getvalue()


def test_a_demo_is_announced_with_a_login_of_every_role(opening, project):
    people.load()
    Vendor.objects.create(name="한빛정보기술(주)").staff.add(people.person("vendor"))
    panel = factories.make_panel(project)
    factories.make_member(panel, user=people.person("member"))
    moment, said = opening
    moment.look()

    lines = [line.split() for line in said.getvalue().splitlines() if line.startswith("  ")]
    assert [[address, " ".join(label)] for address, _, *label, _ in lines] == [
        ["officer@demo.example", "사업담당자"],
        ["head@demo.example", "부서장"],
        ["governance@demo.example", "거버넌스 담당"],
        ["auditor@demo.example", "감사 담당"],
        ["dpo@demo.example", "개인정보 담당"],
        ["admin@demo.example", "시스템 관리자"],
        ["vendor@demo.example", "수행사"],
        ["member@demo.example", "추진단원"],
        ["citizen@demo.example", "시민"],
    ]
    assert {password for _, password, *_ in lines} == {people.PASSWORD}


def test_static_files_are_collected_only_when_one_changed(settings, tmp_path):
    settings.VAR_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    style = tmp_path / "source" / "site.css"
    style.parent.mkdir()
    style.write_text("a {}")

    assert (statics.collect(), statics.collect()) == (True, False)
    style.write_text("a { color: red }")
    os.utime(style, (time.time() + 60,) * 2)
    assert (statics.collect(), statics.collect()) == (True, False)
    assert (tmp_path / "static" / "site.css").read_text() == "a { color: red }"


def test_without_shared_memory_liveness_is_told_by_a_file_in_the_folder(settings, monkeypatch, tmp_path):
    assert "/dev/shm" in programs.web("127.0.0.1", 8000).command

    monkeypatch.setattr(programs, "SHARED_MEMORY", tmp_path / "none")
    assert str(settings.VAR_DIR / "run") in programs.web("127.0.0.1", 8000).command
