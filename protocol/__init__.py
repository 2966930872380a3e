"""What the guide, the token server and the browser say to each other.

Owns: names of attributes, topics and RPC methods, the messages' shapes, the lists both sides show
(languages, voices, reasons). `python -m protocol.generate` writes the TypeScript side.
Must not know: LiveKit, Gemini, FastAPI, settings, or any other package of this project.
"""
