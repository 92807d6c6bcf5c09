"""Reviews: a panel reads a version of a deliverable and comments; every comment is answered (산출물 검토).

May see ``runs`` and ``panels``; knows its duty, never what comes next.
"""
