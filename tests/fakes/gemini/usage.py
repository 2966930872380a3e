"""What a session has cost, in tokens by modality. Pure.

Rates: audio 25 tokens/s in and out, silence included; text about 4 characters a token
(Google's token guide); video per frame from the model's profile.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.fakes.gemini.messages import Json

AUDIO_TOKENS_PER_S = 25
CHARS_PER_TOKEN = 4


@dataclass
class TokenLedger:
    """The context so far, and the reply under way."""

    frame_tokens: int
    context: dict[str, float] = field(
        default_factory=lambda: {"TEXT": 0.0, "AUDIO": 0.0, "VIDEO": 0.0}
    )
    reply: dict[str, float] = field(default_factory=lambda: {"TEXT": 0.0, "AUDIO": 0.0})

    def hear(self, seconds: float) -> None:
        self.context["AUDIO"] += seconds * AUDIO_TOKENS_PER_S

    def see(self, frames: int) -> None:
        self.context["VIDEO"] += frames * self.frame_tokens

    def read(self, text: str) -> None:
        self.context["TEXT"] += len(text) / CHARS_PER_TOKEN

    def speak(self, seconds: float) -> None:
        self.reply["AUDIO"] += seconds * AUDIO_TOKENS_PER_S

    @property
    def total(self) -> int:
        return sum(round(count) for count in self.context.values())

    def close_turn(self) -> Json:
        """`usageMetadata` of the turn; the reply then becomes part of the context."""
        prompt, response = self.total, sum(round(count) for count in self.reply.values())
        usage: Json = {
            "promptTokenCount": prompt,
            "responseTokenCount": response,
            "totalTokenCount": prompt + response,
            "promptTokensDetails": _details(self.context),
            "responseTokensDetails": _details(self.reply),
        }
        for modality, count in self.reply.items():
            self.context[modality] += count
        self.reply = dict.fromkeys(self.reply, 0.0)
        return usage

    def compress(self, trigger_tokens: int, target_tokens: int) -> bool:
        """Slide the window when the context reached the trigger; true when it did."""
        if self.total < trigger_tokens:
            return False
        kept = target_tokens / self.total
        self.context = {modality: count * kept for modality, count in self.context.items()}
        return True


def _details(counts: dict[str, float]) -> list[Json]:
    return [
        {"modality": modality, "tokenCount": round(count)}
        for modality, count in counts.items()
        if round(count)
    ]
