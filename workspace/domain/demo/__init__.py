"""Loads the demo: a site, a finished meeting, a meeting that is today and an upcoming masterclass.

Everything goes through the same domain functions as real use. Loading twice changes nothing, except
that the meeting of today moves to today and has an open poll again.
"""
