"""How the book came to be as it is, one step for each version that was ever released."""
