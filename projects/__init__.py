"""Projects: which IT project this is, its people and its deliverables (guideline chapters 1 and 2).

Floor 1: may import floor 0 (``seoul_gov.*`` plumbing) only. It does not know how a governance type is chosen
(``selection``), who sits on a panel (``panels``) or what happens when (``workflows``): those rooms call down.

- ``enums``  the words every room above shares: kind of project, governance type, phase, stage
"""
