"""Meetings: calling a panel together, reminding it, its attendance, minutes and advice (자문회의, 정기 회의).

May see ``runs`` and ``panels``; knows its duty, never what comes next.
"""
