"""The production profile with a counter before everything and a few plain pages beside the portal's own."""

from seoul_gov.settings import *  # noqa: F403
from seoul_gov.settings import BASE_DIR, MIDDLEWARE, TEMPLATES

MIDDLEWARE = ["tests.bench.counting.Counted", *MIDDLEWARE]
ROOT_URLCONF = "tests.bench.urls"
TEMPLATES = [TEMPLATES[0] | {"DIRS": [*TEMPLATES[0]["DIRS"], BASE_DIR / "tests" / "bench" / "templates"]}]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # for quick filling; nobody signs in
