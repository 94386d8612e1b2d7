"""The sealed book: every fact, on one thread, in the order in which it was stated."""
