"""Workflows: what happens, when and in which order (guideline chapter 3).

Floor 3: may import ``projects``, ``selection``, ``panels`` and floor 0. Inside: ``driver`` (gates, timeline, desk)
stands above ``meetings`` and ``reviews``, which do not see each other, and these above ``runs`` (the rows);
``definitions`` and ``processes`` are data.
"""
