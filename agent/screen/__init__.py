"""How the guide sees: which track, which frames, in what encoding.

Must not know: the voice, the model, or the conversation.
"""
