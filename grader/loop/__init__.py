"""What a student does in a released folder: check what changed, hints, the stub back, the zip to hand in.

All of it works on the student's own machine and files, on any platform; nothing here knows a hidden test.
"""
