"""The sound of a plan: a spoken recording turned into hum, song or speech."""
