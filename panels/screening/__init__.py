"""Screening: how applications are read and scored (guideline chapter 5-2, 선정 기준).

A part of ``panels``, above ``calls`` and below ``draws``. Once nobody can apply any more, two officials of the
department read each application without its name, age, gender or occupation and without each other's marks; where they
are far apart, a third one decides.

- ``scoring``   points, ranks and tiers from the marks; pure
- ``doubts``    what a rule finds about an application: a seat elsewhere, a namesake, a company under contract
"""
