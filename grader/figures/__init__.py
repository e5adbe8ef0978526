"""The figures of an assignment, drawn from a student's own code, in their own process: nothing here is a judge's."""
