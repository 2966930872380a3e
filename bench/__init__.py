"""Side-by-side measurements: ours and the livekit-agents default, as a user in the room hears them.

`python -m bench` runs it. Everything is measured from outside, by a participant of the room, from
the operating system's process figures and from the fake model's record; nothing in `agent/` knows
of it.
"""
