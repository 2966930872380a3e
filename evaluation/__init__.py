"""How often the local guide points at the right thing: spoken questions over pictures of pages.

Must not be imported by what it measures, nor tell it which pages are held back.
"""
