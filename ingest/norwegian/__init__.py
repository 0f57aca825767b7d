"""norwegian."""
