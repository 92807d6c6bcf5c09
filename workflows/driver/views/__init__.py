"""The pages of a process: its course, its duties, and the desk."""
