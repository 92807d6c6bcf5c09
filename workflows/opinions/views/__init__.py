"""The pages about opinions, by noun: public, giving, rounds, answers."""
