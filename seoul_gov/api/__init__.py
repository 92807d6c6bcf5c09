"""The public API: public projects, the types, the criteria, the processes and the recommendation, as JSON for everybody.

On the roof, for it names several rooms. Nothing is stored and nobody signs in.
"""
