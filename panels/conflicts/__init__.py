"""Conflicts: what happens when a member turns out to have ties to a company under contract (가이드라인 5-2, 실무추진단
구성 원칙 3).

A part of ``panels``, above ``calls``, whose applications tell ties too. Of the panels' own actions it knows ``seats``
alone; the doors beside that one (contract parties, activation, acceptance, the chair) ask it to check. Nobody is excluded
by a rule: a match suspends the member at once, the member is heard, and an official decides.

- ``matching``   which company something that was told names; pure
- ``selectors``  who matches whom now, whose suspensions there are
- ``actions``    check a panel, suspend by hand, state an opinion, restore, exclude
"""
