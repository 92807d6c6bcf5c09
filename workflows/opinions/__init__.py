"""Opinions: a public round on a topic, and what became of every word that citizens sent in (의견수렴).

May see ``runs`` and ``panels``; knows its duty, never what comes next. Rounds and opinions are read by anybody.
"""
