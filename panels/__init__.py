"""Panels: who takes part (guideline chapter 5).

Floor 2: may import ``projects`` (floor 1) and floor 0, never ``selection`` or ``workflows``. A panel is any body
that meets, reviews and decides on a project: the four kinds of 시민추진단, and 민관협의체 and 참여예산위원회.

- ``composition``  recommended sizes and who sits with whom; pure
- ``nominees``     the people of a committee that existed before, as a table tells them; pure
- ``adoption``     whether these people may be invited, person by person
- ``ties``         who works for the companies under contract
- ``invitations``  the link that an invitation is: its secret, its last moment, why it no longer works
- ``texts``        the first version of what members sign
- ``actions``      create, adopt, invite, accept, activate, appoint, release, dissolve; contract parties of a project
- ``conflicts``    what happens to a member who is tied to a company under contract
- ``selectors``    who sits where now, who answers for a project; ``roster`` is the list of a panel's page

When a seat ends, mail to that person that is filed under ``panel:<id>`` or below it (``panel:3/meeting:12``) and has not
gone out is taken back; the rooms above file there what they tell members. Only the daily digest of a person's desk is
filed under the person, and it is not sent any more after its day.
"""
