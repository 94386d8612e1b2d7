"""The same road for a shell: one module for each command.

A command module has ``add_arguments(parser)`` and ``run(arguments) -> int`` (the exit
status).  It raises a `TrainerError` for whatever the person at the shell can mend;
``__main__`` turns that into one sentence and exit status 2.
"""

COMMANDS: dict[str, str] = {
    "app": "open the app (the same as giving no command)",
    "demo": "play a whole session with the simulated patient, no hardware, no window",
    "plan": "show syllables, stress, pitch, onset and duration of a phrase",
    "intone": "write the sung, hummed or spoken prompt of a phrase to a file",
    "grade": "say what was heard in a recorded answer",
    "regrade": "give old answers new opinions; the earlier ones are kept",
    "protocols": "list protocols, show one on a page, check your own",
    "advice": "what a patient's sittings speak for: go on, advance, an easier level",
    "decks": "check phrase decks and say what is wrong and where",
    "report": "write a patient's progress as a page, a picture or a table",
    "calibrate": "measure how late sound is on this device",
    "doctor": "say which devices, keys, decks and voices work, and what to do about the rest",
}
