"""Finding what a person asks for among the words of their screen, and pointing at it.

Must not know rooms or voices: questions come in as text, answers go out as text and a box.
"""
