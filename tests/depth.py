"""How far the tests go where they could go on: a step before a commit, all the way before a release."""

import os


def is_deep():
    """Whether this is before a release (``make test-twice``)."""
    return os.environ.get("PORTAL_TESTS") == "deep"


def examples(few, many):
    """How many histories are made up that let people do anything in any order."""
    return many if is_deep() else few
