"""An OpenAI-compatible server that answers by script, in the streaming protocol.

`python -m tests.fakes.openai PORT SCRIPT.json` runs it as a process of its own.
"""

from tests.fakes.openai.server import Answer, FakeOpenAI, Question

__all__ = ["Answer", "FakeOpenAI", "Question"]
