"""Room card: whether the portal is alive, told to machines.

Plumbing (floor 0): imports no other room and knows not one word of the guideline. ``/health/live`` answers as
long as a web process can answer at all; ``/health/ready`` looks at the database, the broker, the worker and
beat. Worker and beat each write the time of their last heartbeat into a row, which is seen from every host.
"""
