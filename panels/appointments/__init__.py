"""Appointments: the number, the term and the papers of who sits in a panel (위촉, guideline chapter 5).

A part of ``panels``, above ``selections``. When a panel comes into office its members are appointed in the same
transaction (``panels.offices``), and so is whoever accepts later. The secretary, who is there by office, is not.

- ``terms``    how long a term lasts and how long somebody may serve; pure
- ``letters``  what 위촉장 and 활동확인서 say; pure
- ``names``    who agreed to be named before the public, and still does
- ``actions``  appoint, set a term, renew, end terms; order and make papers; withdraw the consent to be named, give it again
"""
