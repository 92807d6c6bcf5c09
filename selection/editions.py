"""Editions of the criteria, for whoever needs one: the guideline's own, and the ✓ cells of any."""

from .actions import load_guideline
from .grid import edition_matrix

__all__ = ["edition_matrix", "load_guideline"]
