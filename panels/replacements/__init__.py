"""Replacements: the free seats of a drawn panel, drawn anew and offered in the same moment (guideline chapter 5-2).

A part of ``panels``, above ``selections`` and ``draws``, which it joins. ``draws`` knows numbers and no seats, and
``selections`` knows seats and draws nothing; neither can refill a panel by itself. Who holds no seat of those who were
drawn, and who of the others may have one, is found under the held rows, the lottery is drawn among them, and whoever is
drawn is invited and told: all of it or nothing.

- ``selectors``  who left a drawn panel and who may come, what a refill would do now
- ``actions``    refill
"""
