"""The pages of this room: the self-check for everybody, assessments and their line of approval for officials."""
