"""How often a page asks: with one row and with fifty."""

import pytest

ONE_AND_FIFTY = [1, pytest.param(50, marks=pytest.mark.once)]
"""What is asked for fifty rows, no database changes; what it answers is seen with one on each."""
