"""The local voice stack: engines on this machine hear and speak, an `llm.LLM` thinks.

Must not know: which LLM that is, how the engines work, rooms.
"""
