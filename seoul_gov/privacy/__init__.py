"""Privacy: who read, searched, took out or changed whose personal data, and why (개인정보 접속기록).

Plumbing above the other plumbing rooms: knows no room of the guideline. Pages and admin pages say whom they show
(``seoul_gov.ui.shown``: ``ShowsPeople``, ``PersonalListPage``, ``PersonalAdmin``), and ``AccessLog`` here writes one
entry a request; ``actions.note`` is the door for what is no page.

The rule: an access is what somebody does by their office (a role in force, administrators alike) with data of
somebody else that names a person: a name, a masked name, a mail address, a network address, an account. A person's own
data is none, nor is what members see of fellow members in their own panel. Numbers in place of names (``단원 3``) name
nobody. Officials and contractors where they act by their office (``담당 김다은``) are no entry either; their accounts
in the admin, the audit record and the history of roles are. A file asks for a reason before it is given.
"""
