"""Selection: which governance type an IT project gets (guideline chapter 4).

Floor 2: may import ``projects`` (floor 1) and floor 0, never ``panels`` or ``workflows``. The machine
recommends; a department decides, and the governance officer is consulted.

Pure rules, no database:

- ``enums``           the words of the criteria table, the outcomes and the reasons for them
- ``recommend``       answers and an edition's ticked cells in, one recommendation out
- ``explain``         the same, criterion by criterion, and which one change of answer would help
- ``sentences``       how that is said in Korean
- ``answers``         answers and results as JSON, for the API and for what is stored
- ``guideline_2018``  the table as the guideline of February 2018 prints it
- ``departures``      what a department may choose instead of the recommendation, and what it then owes
- ``table``           the criteria table lit by somebody's answers, ready to be written

On the rows:

- ``grid``            an edition as one sheet; ``editions`` is the door for other rooms, ``impact`` what would differ
- ``records``         an assessment as the rules see it: stored, and computed again
- ``approval_line``   기안, 협의, 확인, 결재: what was done in this round and what may be done next
- ``actions``         every write: assessments, approvals, criteria; ``desk`` what waits for a person
"""
