"""Submissions in, reports out: the plan of a run, a pool of judges, and the run itself."""
