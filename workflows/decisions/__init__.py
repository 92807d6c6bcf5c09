"""Decisions: what a panel and the department decide together, with every vote (공동결정).

May see ``meetings``, ``runs`` and ``panels``. An item of a reserved kind (예산·계약·검수) is never put to a vote
(가이드라인 2, 시민협업형).
"""
