"""The public record: what anybody may read of every project, and the city's figures about them.

Stands beside the driver on top of all activity rooms, reads all of them and writes nothing but its own figures.
What is shown here names nobody: citizens are numbers, and officials are their department with its telephone.

``story`` puts a project's record together, ``entries`` its activities, ``gatherings`` its meetings; ``front`` is
what the start page shows, ``month`` the calendar, ``shares`` the figures, and ``swimlanes`` draws the processes that
the engine runs.
"""
