"""Which pictures are sent."""

from __future__ import annotations

import pytest

from agent.screen.sampler import Sampler, SamplerOptions, SendReason

pytestmark = pytest.mark.unit

OPTIONS = SamplerOptions(talking_s=1.0, silent_s=2.0, heartbeat_s=60.0)


def fresh(at_s: float = 0.0) -> Sampler:
    sampler = Sampler(OPTIONS)
    sampler.sent(at_s)
    return sampler


def test_the_first_picture_is_always_sent() -> None:
    sampler = Sampler(OPTIONS)
    assert sampler.worth_comparing(0.0, talking=False)
    assert sampler.due(0.0, changed=True, talking=False) is SendReason.FIRST


def test_a_still_screen_is_sent_once_a_minute_only() -> None:
    sampler = fresh()
    sent = [at for at in range(1, 121) if _step(sampler, float(at), changed=False)]
    assert sent == [60, 120]


def test_a_changing_screen_is_sent_twice_as_often_while_the_user_talks() -> None:
    quiet, talking = fresh(), fresh()
    times = [tick / 10 for tick in range(1, 101)]
    assert sum(_step(quiet, at, changed=True) for at in times) == 5
    assert sum(_step(talking, at, changed=True, talking=True) for at in times) == 10


def test_an_asked_for_picture_goes_out_whatever_the_interval() -> None:
    sampler = fresh()
    sampler.ask()
    assert sampler.worth_comparing(0.1, talking=False)
    assert sampler.due(0.1, changed=True, talking=False) is SendReason.ASKED


def test_asking_for_what_the_model_has_already_seen_sends_nothing() -> None:
    sampler = fresh()
    sampler.ask()
    assert sampler.due(0.1, changed=False, talking=False) is None
    assert not sampler.worth_comparing(0.2, talking=False)


def test_a_still_screen_is_compared_four_times_a_second_at_most() -> None:
    sampler = fresh()
    compared = 0
    for tick in range(300, 600):
        if sampler.worth_comparing(tick / 100, talking=False):
            compared += 1
            sampler.due(tick / 100, changed=False, talking=False)
    assert compared == 12


def test_a_new_source_is_sent_at_once() -> None:
    sampler = fresh()
    sampler.reset()
    assert sampler.due(0.1, changed=True, talking=False) is SendReason.FIRST


def _step(sampler: Sampler, at_s: float, *, changed: bool, talking: bool = False) -> bool:
    if not sampler.worth_comparing(at_s, talking=talking):
        return False
    if sampler.due(at_s, changed=changed, talking=talking) is None:
        return False
    sampler.sent(at_s)
    return True
