"""The pages about meetings, by noun: the call, reading, recording, advice."""
