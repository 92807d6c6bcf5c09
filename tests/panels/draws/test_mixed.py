"""A panel of two sides by points: read, ranked and, where points are equal, drawn side by side in one lottery."""

from collections import Counter
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panels import lottery
from panels.draws import actions, drum, selectors
from panels.lottery.packages import read_package
from panels.models import RecruitmentCall
from panels.screening import actions as screening
from panels.screening import selectors as screened
from tests import factories
from tests.panels.draws.test_actions import LEVELS  # noqa: F401  the same marks
