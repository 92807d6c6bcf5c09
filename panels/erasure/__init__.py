"""Erasure: personal data of recruitment and panels goes when its time is over (개인정보 보호법 제21조, 제36조).

A part of ``panels``, above all its other parts. What is said in the texts that people agree to (``panels.texts``) is done
here: a task erases by itself what is past its period and keeps a record of it, people erase what is theirs, and who was
in a panel asks for it.

- ``periods``    the day on which a period ends (민법 제157조, 제160조); pure
- ``outcomes``   when a call's result was announced and who was chosen: the one place to change when that changes
- ``selectors``  what is due by a day, and what is to come
- ``wiping``     what is emptied and what is left, row by row
- ``actions``    erase what is due, erase one's own application, ask for erasure, grant or refuse it
- ``holdings``   what recruitment and panels hold on a person, for that person

The rooms above that keep something for a seat empty it themselves: ``PORTAL_SEAT_ERASERS`` names their functions.
"""
