"""How many histories the tests make up that let people do anything in any order."""

import os


def examples(few, many):
    """``few`` before a commit, ``many`` before a release (``make test-twice``)."""
    return many if os.environ.get("PORTAL_TESTS") == "deep" else few
