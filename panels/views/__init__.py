"""The pages about panels, by noun: the panel, the invitation, the member, the contract party."""
