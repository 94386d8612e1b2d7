"""The family of errors we raise on purpose.

The text of each is one sentence for the person in front of the screen: what is
wrong, where, and what to do.  Anything else that is raised is a defect of ours.
"""


class TrainerError(Exception):
    """Something a person can put right; ``str(error)`` is the sentence to show."""


class BadInput(TrainerError):
    """A file, a text or a value that was given to us cannot be used."""


class DeviceTrouble(TrainerError):
    """A microphone, a loudspeaker or a screen is missing or has failed."""


class StoreTrouble(TrainerError):
    """Records cannot be opened, read or written."""


class KeyTrouble(StoreTrouble):
    """No key, or the wrong key, for records that are sealed."""


class WorkerTrouble(TrainerError):
    """The process that listens and sings has died and could not be revived."""


class AlreadyOpen(StoreTrouble):
    """Another window of the trainer holds these records."""


class NoKeyStore(KeyTrouble):
    """The computer has no safe place for a key; a key file can stand in for it."""
