"""The worker that joins rooms and is the guide.

Owns: hearing, seeing, speaking, and one conversation's lifetime. Start reading at `worker.py`,
then `session.py`. Must not know: the token server, or how a page is built.
"""
