"""The pages about reviews, by noun: deliverables, rounds, comments, answers."""
