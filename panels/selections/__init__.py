"""Selections: from points and lots to the people who get a seat (guideline chapter 5-2, 선정).

A part of ``panels``, above ``draws``. Once everything is read and, where lots are drawn, drawn, an officer decides once
who is chosen, who waits and who is not; the chosen are invited, everybody is told, and the numbers are made public. By
points, a seat that becomes free goes to the next who waits; what was drawn as a panel is refilled by a lottery, which
calls ``actions.seat``.

- ``proposal``  who gets a seat by principle, and what departures make of it; pure
- ``lots``      whether a panel's places are given by lot
- ``makeup``    how a panel that is being put together stands against its rules; pure
- ``actions``   decide, seat, next_in_order, decline_waiting, resume_waiting
"""
