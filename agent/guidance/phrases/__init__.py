"""What people say and what is said back, per language: data, and how words are spelt and sound.

Must not know screens: nothing here has a box.
"""
