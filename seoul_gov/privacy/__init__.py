"""Privacy: who read, searched, took out or changed whose personal data, and why (개인정보 접속기록).

Plumbing above the other plumbing rooms: knows no room of the guideline. Rooms call ``actions.note`` where their pages
show personal data.
"""
