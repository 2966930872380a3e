"""The watcher's policy, with time as an argument."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from token_server.dispatch import (
    AgentSeen,
    Decision,
    DispatchSeen,
    JobSeen,
    Policy,
    RoomView,
    RoomWatch,
    decide,
)

pytestmark = pytest.mark.unit

POLICY = Policy()
EMPTY = RoomView(people=0)
FIRST = AgentSeen("agent-1", joined_at_s=100.0, answers=True)
DEAD = AgentSeen("agent-1", joined_at_s=100.0, answers=False)
TOKENS_DISPATCH = DispatchSeen("AD_token")


def alone(*dispatches: DispatchSeen) -> RoomView:
    return RoomView(people=1, dispatches=dispatches)


def with_agents(*agents: AgentSeen) -> RoomView:
    return RoomView(people=1, agents=agents)


@dataclass
class Watching:
    """A watch carried from look to look."""

    watch: RoomWatch = field(default_factory=RoomWatch)
    jitter: float = 0.0

    def look(self, now_s: float, view: RoomView) -> Decision:
        self.watch, decision = decide(self.watch, view, now_s, POLICY, self.jitter)
        return decision

    def dispatch_times(self, view: RoomView, start_s: float, end_s: float) -> list[float]:
        """When it dispatches, if every look is at the moment it asked for and nothing changes."""
        times, now_s = [], start_s
        while now_s < end_s:
            decision = self.look(now_s, view)
            if decision.dispatch:
                times.append(round(now_s, 3))
            now_s += max(decision.look_again_s, 0.01)
        return times


def test_room_without_people_is_finished() -> None:
    assert Watching().look(0, EMPTY).finished
    assert Watching().look(0, RoomView(people=0, agents=(FIRST,))).finished


def test_person_alone_gets_a_dispatch_after_three_seconds_and_not_before() -> None:
    watching = Watching()
    assert not watching.look(0, alone(TOKENS_DISPATCH)).dispatch
    assert not watching.look(2.99, alone(TOKENS_DISPATCH)).dispatch
    assert watching.look(3.0, alone(TOKENS_DISPATCH)).dispatch


def test_room_with_an_answering_agent_is_left_alone_and_looked_at_again() -> None:
    watching = Watching()
    for now_s in range(100):
        decision = watching.look(now_s, with_agents(FIRST))
        assert decision == Decision(look_again_s=POLICY.look_every_s)


def test_agent_that_misses_once_is_asked_again_at_once_and_kept() -> None:
    watching = Watching()
    watching.look(0, with_agents(FIRST))
    assert watching.look(1.5, with_agents(DEAD)) == Decision(look_again_s=0.0)
    assert watching.look(2.5, with_agents(FIRST)) == Decision(look_again_s=POLICY.look_every_s)
    assert watching.look(4.0, with_agents(DEAD)) == Decision(look_again_s=0.0)


def test_agent_that_misses_twice_is_removed_and_replaced_without_waiting() -> None:
    watching = Watching()
    watching.look(0, with_agents(FIRST))
    watching.look(1.5, with_agents(DEAD))
    decision = watching.look(2.5, with_agents(DEAD))
    assert decision.remove_dead == ("agent-1",)
    assert decision.dispatch


def test_job_of_the_dead_agent_does_not_hold_up_its_successor_and_is_forgotten() -> None:
    watching = Watching()
    watching.look(0, with_agents(FIRST))
    old = DispatchSeen("AD_old", (JobSeen("AJ_1", "agent-1"),))
    view = RoomView(people=1, agents=(DEAD,), dispatches=(old,))
    watching.look(1.5, view)
    decision = watching.look(2.5, view)
    assert decision.dispatch
    assert decision.forget_dispatches == ("AD_old",)


def test_agent_that_was_not_asked_is_not_held_for_dead() -> None:
    watching = Watching()
    joining = AgentSeen("agent-1", 100.0, answers=None)
    for now_s in range(20):
        decision = watching.look(now_s, with_agents(joining))
        assert not decision.remove_dead
        assert not decision.dispatch


def test_person_left_by_their_agent_waits_less_than_one_nobody_came_to() -> None:
    watching = Watching()
    watching.look(0, with_agents(FIRST))
    assert not watching.look(10.0, alone()).dispatch
    assert not watching.look(10.9, alone()).dispatch
    assert watching.look(11.0, alone()).dispatch


def test_job_that_a_worker_took_is_waited_for() -> None:
    taken = alone(DispatchSeen("AD_token", (JobSeen("AJ_1", "agent-1"),)))
    times = Watching().dispatch_times(taken, 0, 11)
    assert times == [pytest.approx(POLICY.join_patience_s, abs=0.02)]


def test_job_that_ended_is_not_waited_for() -> None:
    ended = alone(DispatchSeen("AD_token", (JobSeen("AJ_1", "agent-1", ended=True),)))
    assert Watching().dispatch_times(ended, 0, 4) == [pytest.approx(3.0, abs=0.02)]


def test_without_any_worker_it_knocks_often_enough_for_five_seconds_after_a_restart() -> None:
    watching = Watching(jitter=1.0)
    times = watching.dispatch_times(alone(TOKENS_DISPATCH), 0, 600)
    gaps = [after - before for before, after in itertools.pairwise(times)]
    assert max(gaps) < 3.5
    assert min(gaps) >= POLICY.undecided_s, "a slow worker's answer is never cut off"


def test_series_of_failures_does_not_slow_the_knocking_once_the_worker_is_gone() -> None:
    watching = Watching(RoomWatch(failures=6, had_agent=True), jitter=1.0)
    times = watching.dispatch_times(alone(TOKENS_DISPATCH), 0, 60)
    assert max(after - before for before, after in itertools.pairwise(times)) < 3.5


def test_dispatches_that_found_nobody_are_forgotten_later_than_a_job_could_be_listed() -> None:
    watching = Watching()
    forgotten_at_s = None
    now_s = 0.0
    while forgotten_at_s is None and now_s < 60:
        decision = watching.look(now_s, alone(TOKENS_DISPATCH))
        if decision.forget_dispatches:
            forgotten_at_s = now_s
        now_s += max(decision.look_again_s, 0.01)
    assert forgotten_at_s is not None
    assert POLICY.listed_after_s <= forgotten_at_s < POLICY.listed_after_s + 4


def test_agents_that_keep_failing_are_called_less_and_less_often_up_to_thirty_seconds() -> None:
    watching = Watching()
    gaps, last_s, now_s = [], None, 0.0
    dispatches: list[DispatchSeen] = []
    for attempt in range(12):
        while not (decision := watching.look(now_s, alone(*dispatches))).dispatch:
            now_s += max(decision.look_again_s, 0.01)
        if last_s is not None:
            gaps.append(now_s - last_s)
        last_s = now_s
        # A worker takes it, its agent comes and dies within a second.
        identity = f"agent-{attempt}"
        dispatches.append(DispatchSeen(f"AD_{attempt}", (JobSeen(f"AJ_{attempt}", identity),)))
        now_s += 0.5
        watching.look(now_s, with_agents(AgentSeen(identity, now_s, answers=True)))
        now_s += 0.5
    assert gaps == sorted(gaps)
    assert gaps[0] < 5
    assert gaps[-1] == pytest.approx(30, abs=1.6)


def test_agent_that_stayed_ends_the_series_of_failures() -> None:
    watching = Watching(RoomWatch(failures=5, retry_at_s=1000.0, had_agent=True))
    watching.look(0, with_agents(FIRST))
    watching.look(POLICY.stable_s, with_agents(FIRST))
    watching.look(POLICY.stable_s + 1, alone())
    assert watching.look(POLICY.stable_s + 2, alone()).dispatch


def test_second_agent_is_removed_and_the_first_stays() -> None:
    later = AgentSeen("agent-0", joined_at_s=101.0, answers=True)
    decision = Watching().look(0, with_agents(later, FIRST))
    assert decision.remove_second == ("agent-0",)
    assert not decision.remove_dead


def test_second_agent_takes_over_when_the_first_is_dead() -> None:
    second = AgentSeen("agent-2", joined_at_s=101.0, answers=True)
    watching = Watching()
    assert not watching.look(0, with_agents(DEAD, second)).remove_second
    decision = watching.look(1, with_agents(DEAD, second))
    assert decision.remove_dead == ("agent-1",)
    assert not decision.remove_second
    assert not decision.dispatch


def test_another_servers_fresh_dispatch_is_respected() -> None:
    watching = Watching()
    watching.look(0, alone())
    watching.look(2.9, alone(DispatchSeen("AD_other")))
    assert not watching.look(3.0, alone(DispatchSeen("AD_other"))).dispatch


_AGENTS = st.lists(
    st.builds(
        AgentSeen,
        st.sampled_from(["a", "b", "c"]),
        st.floats(0, 100),
        st.sampled_from([True, False, None]),
    ),
    max_size=3,
    unique_by=lambda agent: agent.identity,
)
_JOBS = st.builds(JobSeen, st.sampled_from(["j1", "j2"]), st.sampled_from(["a", "b", ""]))
_DISPATCHES = st.lists(
    st.builds(
        DispatchSeen, st.sampled_from(["d1", "d2", "d3"]), st.lists(_JOBS, max_size=2).map(tuple)
    ),
    max_size=3,
    unique_by=lambda dispatch: dispatch.id,
)
_VIEWS = st.builds(RoomView, st.integers(0, 2), _AGENTS.map(tuple), _DISPATCHES.map(tuple))


@given(st.lists(st.tuples(st.floats(0, 5), _VIEWS), max_size=30), st.floats(0, 1))
def test_whatever_is_seen_no_agent_is_called_beside_a_living_one(
    looks: list[tuple[float, RoomView]], jitter: float
) -> None:
    watching, now_s, last_s = Watching(jitter=jitter), 0.0, None
    for wait_s, view in looks:
        now_s += wait_s
        decision = watching.look(now_s, view)
        there = {agent.identity for agent in view.agents}
        removed = {*decision.remove_dead, *decision.remove_second}
        assert removed <= there
        assert 0 <= decision.look_again_s <= POLICY.look_every_s
        answering = {agent.identity for agent in view.agents if agent.answers}
        assert not answering & set(decision.remove_dead)
        if decision.finished:
            assert view.people == 0
            return
        if decision.dispatch:
            assert there <= set(decision.remove_dead)
            # The more so after a dispatch: the next is not before the last had its chance.
            assert last_s is None or now_s - last_s >= POLICY.undecided_s
            last_s = now_s
