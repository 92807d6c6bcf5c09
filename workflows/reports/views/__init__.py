"""The pages of reports and surveys."""
