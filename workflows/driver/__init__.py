"""The driver: gates, the actions that move a process on, its pages, the desk and the reminders of duties.

Stands above all activity rooms, asks every activity room whether its duties are settled and what waits
for whom, and is imported by none of them.
"""
