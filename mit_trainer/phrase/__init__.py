"""The words: phrases, their syllables and stress, and the decks they come in."""
