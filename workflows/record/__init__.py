"""The public record: what anybody may read of every project, and the city's figures about them.

Stands beside the driver on top of all activity rooms, reads all of them and writes nothing but its own figures.
What is shown here names no citizen.
"""
