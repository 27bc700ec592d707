"""Fetching pages and feeds from the web, and from nowhere else."""
