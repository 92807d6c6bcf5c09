"""What people agree to when they sign up; the version is kept with the account.

A changed text is a new folder of templates and a new VERSION; old folders stay, so that what somebody agreed to can
always be read again.
"""

VERSION = "2026-11-28"
TEXTS = ("terms", "privacy")
VERSIONS = {"2026-11": "2026년 11월판", "2026-11-28": "2026년 11월 28일판"}


def template(version: str, name: str) -> str:
    """Where one of the TEXTS of a version lies."""
    return f"accounts/agreements/{version}/{name}.html"
