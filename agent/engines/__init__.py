"""The local stack's engines: speech recognition, speech and text reading, one process per worker.

Owns: the models' weights and the process they are loaded in. Must not know rooms, turns or guides.
"""
