"""Draws: the public lottery for a panel's seats (guideline chapter 5-2; how it is made fair is told in ``lottery``).

A part of ``panels``, above ``screening``. Once every application is read, an officer tries quotas out: a worker computes the
whole list of tickets, and what every way to treat tiers would cost. One trial is bound by a commitment that everybody
reads before the draw, with all trials before it. At the announced time two clerks enter, each on their own, what dice,
beacon or lotto showed, and panel and alternates follow by hashing. Who leaves later is replaced by a lottery of the open
seats that the same value decides.

- ``drum``     from scored applications to pool, rules and commitment, from a value to the panel, from who leaves to who
               comes; pure
- ``trying``   what a trial computes; pure. ``told`` says it in words and percent
- ``actions``  try out and cancel, commit, enter, replace; and what the worker of ``tasks`` does
"""
