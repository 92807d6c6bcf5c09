"""Calls: how a 시민추진단 is recruited in the open (guideline chapter 5).

A part of ``panels``, above its rosters and below ``screening``: the rest of the room does not know it. A call says what a
panel does, when it meets, who may apply and what counts; everybody reads it, and citizens apply until its last moment.

- ``criteria``    what counts for which kind, with the guideline's criteria and their usual weights; pure
- ``questions``   what an applicant of each kind is asked, and what is still missing; pure
- ``passages``    what a call says part by part, and what was changed in public
- ``state``       the moment: how a call stands, and what it takes now
- ``actions``     draft, edit, publish, correct, cancel a call; save, submit, withdraw an application
"""
