"""R16: 4,000 opinions at once on the embedded database, at 32 connections.

Held when every opinion that was acknowledged is stored once, and nobody is told that the database is locked.
"""

from tests.drills._crew import on_embedded
from tests.drills.r15_burst import play

CITIZENS, EACH, CONNECTIONS = 400, 10, 32


def drill(crew):
    wrong = play(crew.web().url, CITIZENS, EACH, CONNECTIONS)
    return wrong + ["the database was locked"] * ("database is locked" in (crew.folder / "said").read_text())


if __name__ == "__main__":
    on_embedded(drill)
