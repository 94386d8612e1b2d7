"""What a clinician reads: one page, a picture, a table, a text to paste.

``summary`` says it in numbers and sentences, ``page`` lays it out, ``pdf`` and ``png``
paint the same shapes, ``table`` and ``text`` write it for other programs.
"""
