"""How often a page asks: with one row and with fifty."""

ONE_AND_FIFTY = [1, 50]
