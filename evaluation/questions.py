"""The questions and the pages they are asked over, as `questions.yaml` has them.

Must not know browsers, engines or scores.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

FILE = Path(__file__).parent / "questions.yaml"

Half = Literal["open", "held-back"]
Language = Literal["en", "fr", "es"]
Kind = Literal["form", "list", "editor", "menu", "shop", "package"]
Wording = Literal["named", "synonym", "translated", "icon", "absent"]
Side = Annotated[int, Field(ge=320, le=3840)]


class PageEntry(BaseModel):
    """Where a page is found; see the head of `questions.yaml`. Sizes in pixels."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    site: str
    path: str
    size: tuple[Side, Side]
    language: Language
    kind: Kind
    half: Half
    ready: str = "body"
    clicks: tuple[str, ...] = ()


class Question(BaseModel):
    """One question; `targets` is empty when nothing on the page is a right answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    page: str
    language: Language
    wording: Wording
    words: str = Field(min_length=4)
    targets: tuple[str, ...]
    voice: int = Field(ge=0)

    @model_validator(mode="after")
    def _absent_has_no_target(self) -> Question:
        if (self.wording == "absent") != (not self.targets):
            raise ValueError("exactly the absent ones have no target")
        return self


class Questionnaire(BaseModel):
    """All pages and questions by id.

    Raises:
        pydantic.ValidationError: an entry is wrong, or a question's page is not there.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    pages: dict[str, PageEntry]
    questions: dict[str, Question]

    @model_validator(mode="after")
    def _pages_are_there(self) -> Questionnaire:
        missing = {question.page for question in self.questions.values()} - self.pages.keys()
        if missing:
            raise ValueError(f"no such pages: {sorted(missing)}")
        return self

    def page_of(self, question_id: str) -> PageEntry:
        return self.pages[self.questions[question_id].page]

    def chosen(self, halves: set[Half], only: str | None = None) -> list[str]:
        """Ids of the questions in these halves, in the file's order.

        Raises:
            KeyError: `only` is none of them.
        """
        found = [name for name in self.questions if self.page_of(name).half in halves]
        if only is None:
            return found
        if only not in found:
            raise KeyError(only)
        return [only]

    def selectors(self, page: str) -> list[str]:
        """Every target on that page, each once."""
        of_page = (entry for entry in self.questions.values() if entry.page == page)
        return list(dict.fromkeys(target for entry in of_page for target in entry.targets))


def load(path: Path = FILE) -> Questionnaire:
    """
    Raises:
        pydantic.ValidationError: see Questionnaire.
        yaml.YAMLError: it is not YAML, or has an id twice.
    """
    return Questionnaire.model_validate(yaml.load(path.read_text(encoding="utf-8"), _StrictLoader))


class _StrictLoader(yaml.SafeLoader):
    """YAML keeps the last of two equal keys without a word; here that is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise yaml.constructor.ConstructorError(
                None, None, f"twice: {sorted(map(str, twice))}", node.start_mark
            )
        return super().construct_mapping(node, deep)
