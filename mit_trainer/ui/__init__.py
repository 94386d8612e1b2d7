"""What a person sees and touches; the only room that knows Kivy.

``present`` says what each screen shows and ``layout`` where, as plain values that are
tested without a window; the other modules paint them.
"""
