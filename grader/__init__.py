"""Autograded assignments whose judge and student never share a process.

The map of the package, folders being trust boundaries first:

``course``      what an instructor writes: manifest, regions, misconceptions, release
``proof``       is a suite sound: it meets what is right, what is wrong, and mutants
``testing``     what a suite imports
``judge``       trusted: collects a suite once and runs it per submission
``wire``        the codec and the messages: the one thing that judge and worker share
``worker``      untrusted: the only code that shares a process with a submission
``verdict``     the vocabulary: cases, outcomes, verdicts
``scoring``     from verdicts to points
``sandbox``     the tiers of confinement, chosen by what works
``submission``  what is accepted: files, folders, zips -> Submission | Rejection
``archive``     files out of a hostile zip
``grading``     submissions in, reports out
``printable``   untrusted text made inert
``rendering``   templates
``doctor``      what this machine can do
``report``      the report, its views and renderings
``cli``         verbs, flags, exit codes, printing
``errors``      the exceptions of authors and operators
"""

__version__ = "0.1.0"
