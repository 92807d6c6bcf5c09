"""Every write to calls that has a rule. All of them hold the project's row, as the panels' do."""

from .calls import Date, Terms, cancel, correct, draft, edit, publish

__all__ = ["Date", "Terms", "cancel", "correct", "draft", "edit", "publish"]
