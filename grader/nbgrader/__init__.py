"""The exchange with nbgrader, both ways: its course folders, its gradebook, its submissions, its source notebooks.

nbgrader is an extra, imported where its own API is called and nowhere else: `autograde` and `folder` do without it.
"""
