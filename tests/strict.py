"""A test that is skipped, or expected to fail, tests nothing: the run fails with it."""

import pytest

NOT_RUN = ("skipped", "xfailed", "xpassed")


def _not_run(reporter):
    return [report for outcome in NOT_RUN for report in reporter.stats.get(outcome, [])]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and exitstatus == pytest.ExitCode.OK and _not_run(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    for report in _not_run(terminalreporter):
        terminalreporter.write_line(f"NOT RUN, which fails the suite: {report.nodeid}", red=True)
