"""What the conversation is doing, and what happens when something fails.

Must not know: LiveKit, Gemini, the voice or the screen.
"""
