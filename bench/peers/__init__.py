"""Workers to compare with, each written as the LiveKit documentation shows."""
