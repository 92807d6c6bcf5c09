"""The pages about issues: a project's list, raising one, and the one issue with everything done in it."""
