"""What is counted of the searches, if the one who runs the service has asked for it.

`tally` is the file with the counts and, by a switch of its own, the questions that found nothing;
`keeping` holds it while a server runs, and deletes what has been kept for long enough.
"""
