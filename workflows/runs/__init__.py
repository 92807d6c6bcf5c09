"""The rows of a process: a run, its stages, its duties and what was recorded for them. Nothing decides here."""
