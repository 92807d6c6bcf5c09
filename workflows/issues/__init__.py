"""Issues: what comes up between meetings, raised on a stage, answered in days and settled (수시 협의).

May see ``runs`` and ``panels``; knows its duty, never what comes next.
"""
