"""Which voice stack a visit talks with, put together from the settings.

Owns: the meeting of voice, screen and guidance, which do not know each other. Part of the
composition root: only the worker imports it.
"""
