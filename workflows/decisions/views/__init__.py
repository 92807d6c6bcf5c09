"""The pages of joint decisions: opening one, voting, and what its officers do."""
