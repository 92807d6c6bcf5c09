"""Draws: the public lottery for a panel's seats (guideline chapter 5-2; how it is made fair is told in ``lottery``).

A part of ``panels``, above ``screening``. Once every application is read, an officer fixes quotas, source and time; the
whole list of tickets is computed and bound by a commitment that everybody reads before the draw. At the announced time
two clerks enter, each on their own, what dice, beacon or lotto showed, and panel and alternates follow by hashing. Who
leaves later is replaced by a lottery of the open seats that the same value decides.

- ``drum``     from scored applications to pool, rules and commitment, and from a value to the panel; pure
- ``actions``  commit, enter, and replace those who leave
"""
