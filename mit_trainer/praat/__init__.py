"""The one door to Praat: ``listen`` measures a voice, ``sing`` makes one.

Parselmouth is imported nowhere else.  Praat holds Python's lock for the whole of a
call, so everything here runs in the worker process, never in the window's.
"""
