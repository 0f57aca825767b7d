"""Answer questions: search, judge, show."""
