"""The guide's instructions, as prose. Only text files live here."""
