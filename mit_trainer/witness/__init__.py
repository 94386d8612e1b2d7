"""A second witness for English: which sounds of the phrase were heard, and when.

The ear (`mit_trainer.analysis`) hears where vowels start and knows nothing of words.  An
offline recogniser's model of English sounds (pocketsphinx, an optional extra) knows the
words and hears pitch badly.  Two witnesses who err in different ways: where they agree, a
syllable is certain.

pocketsphinx is imported here only, and only when it is asked.
"""
