"""The opinion: what one take says about each planned syllable, and a hint."""
