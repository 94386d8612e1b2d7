"""The tune: when and how high each syllable of a phrase should be."""
