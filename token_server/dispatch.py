"""When an agent is called again to a room, and which agents do not belong there.

Owns: the policy of the dispatch watcher. Pure: what is seen, the time and the jitter are
arguments; what comes back is what to do.
Must not know: LiveKit's API, asyncio, clocks.

livekit-server does not dispatch again when a worker dies, keeps a killed agent in its room for
20 s (measured), never updates a job's state after that, and forgets a dispatch that finds no
worker. So the watcher asks agents whether they are alive, and calls again until one comes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Policy:
    """The watcher's patience, all in seconds."""

    grace_s: float = 3.0
    """A person alone this long gets a new dispatch."""
    loss_grace_s: float = 1.0
    """The same after an agent left: it may be reconnecting, but nobody else is on the way."""
    look_every_s: float = 1.5
    """How often a room with an agent is looked at. A dead agent is noticed after this plus
    `misses_to_lose` probes of 1 s."""
    misses_to_lose: int = 2
    """An agent that does not answer so many probes in a row is dead."""
    undecided_s: float = 3.0
    """A dispatch without a job may still find a worker so long: livekit-server gives a worker
    3 s to answer (psrpc's default timeout)."""
    listed_after_s: float = 9.0
    """A dispatch without a job this old has found none. livekit-server lists a job only when it
    has asked all its nodes who is there (5 s) on top of the above."""
    join_patience_s: float = 10.0
    """A worker that took the job may need this long to start a process and join."""
    stable_s: float = 10.0
    """An agent that stayed this long is no longer held to be part of a series of failures."""
    retry_first_s: float = 2.0
    retry_most_s: float = 30.0
    """Back-off while workers take the job but their agents do not stay."""
    jitter: float = 0.1
    """Share by which waits are lengthened at random, so that several servers do not dispatch at
    the same moment."""


@dataclass(frozen=True)
class AgentSeen:
    """An agent of ours in the room. `answers` is None when it was not asked."""

    identity: str
    joined_at_s: float
    answers: bool | None = None


@dataclass(frozen=True)
class JobSeen:
    """A worker's job. livekit-server itself reports hardly any end: see above."""

    id: str
    identity: str
    ended: bool = False


@dataclass(frozen=True)
class DispatchSeen:
    id: str
    jobs: tuple[JobSeen, ...] = ()


@dataclass(frozen=True)
class RoomView:
    """What the room looks like now. `dispatches` need only be known when no agent answers."""

    people: int
    agents: tuple[AgentSeen, ...] = ()
    dispatches: tuple[DispatchSeen, ...] = ()


@dataclass(frozen=True)
class Decision:
    """What to do, in this order; then look again after `look_again_s`."""

    look_again_s: float
    remove_dead: tuple[str, ...] = ()
    remove_second: tuple[str, ...] = ()
    forget_dispatches: tuple[str, ...] = ()
    dispatch: bool = False
    finished: bool = False


@dataclass(frozen=True)
class RoomWatch:
    """What is remembered about a room between two looks."""

    first_seen_s: dict[str, float] = field(default_factory=dict)
    """When each dispatch, job and agent was first seen. Our own clock: the server's may differ."""
    misses: dict[str, int] = field(default_factory=dict)
    alone_since_s: float | None = None
    had_agent: bool = False
    failures: int = 0
    retry_at_s: float = 0.0
    jobs_at_dispatch: frozenset[str] = frozenset()

    def age_s(self, key: str, now_s: float) -> float:
        return now_s - self.first_seen_s.get(key, now_s)


def decide(
    watch: RoomWatch, view: RoomView, now_s: float, policy: Policy, jitter: float
) -> tuple[RoomWatch, Decision]:
    """One look at a room. `now_s` only ever grows; `jitter` is between 0 and 1."""
    watch = _note(watch, view, now_s)
    if view.people == 0:
        return watch, Decision(look_again_s=0.0, finished=True)
    dead = tuple(
        agent.identity
        for agent in view.agents
        if watch.misses.get(agent.identity, 0) >= policy.misses_to_lose
    )
    living = [agent for agent in view.agents if agent.identity not in dead]
    if living:
        return _with_agent(watch, living, dead, now_s, policy)
    watch = replace(watch, misses={})
    return _without_agent(watch, view, dead, now_s, policy, jitter)


def _note(watch: RoomWatch, view: RoomView, now_s: float) -> RoomWatch:
    keys = [agent.identity for agent in view.agents]
    for dispatch in view.dispatches:
        keys += [dispatch.id, *(job.id for job in dispatch.jobs)]
    misses = {
        agent.identity: watch.misses.get(agent.identity, 0) + 1
        for agent in view.agents
        if agent.answers is False
    }
    return replace(
        watch,
        first_seen_s={**dict.fromkeys(keys, now_s), **watch.first_seen_s},
        misses=misses,
        had_agent=watch.had_agent or bool(view.agents),
    )


def _with_agent(
    watch: RoomWatch, living: list[AgentSeen], dead: tuple[str, ...], now_s: float, policy: Policy
) -> tuple[RoomWatch, Decision]:
    first, *others = sorted(living, key=lambda agent: (agent.joined_at_s, agent.identity))
    unsure = any(agent.identity in watch.misses for agent in living)
    stable = watch.age_s(first.identity, now_s) >= policy.stable_s
    watch = replace(
        watch,
        alone_since_s=None,
        failures=0 if stable else watch.failures,
        retry_at_s=0.0 if stable else watch.retry_at_s,
    )
    return watch, Decision(
        look_again_s=0.0 if unsure else policy.look_every_s,
        remove_dead=dead,
        # While the first may be dead, the second may be all there is.
        remove_second=() if unsure else tuple(agent.identity for agent in others),
    )


def _without_agent(
    watch: RoomWatch,
    view: RoomView,
    dead: tuple[str, ...],
    now_s: float,
    policy: Policy,
    jitter: float,
) -> tuple[RoomWatch, Decision]:
    alone_since_s = now_s if watch.alone_since_s is None else watch.alone_since_s
    watch = replace(watch, alone_since_s=alone_since_s)
    due_s = max(
        alone_since_s + _grace_s(watch, bool(dead), policy),
        watch.retry_at_s,
        _on_the_way_until_s(watch, view.dispatches, policy),
    )
    if now_s < due_s:
        wait = Decision(look_again_s=min(due_s - now_s, policy.look_every_s), remove_dead=dead)
        return watch, wait

    jobs = frozenset(job.id for dispatch in view.dispatches for job in dispatch.jobs)
    taken = bool(jobs - watch.jobs_at_dispatch) and watch.retry_at_s > 0
    failures = watch.failures + 1 if taken else watch.failures
    wait_s = policy.undecided_s
    if taken:  # where no worker is, there is nothing to go easy on, and one may come any moment
        wait_s = max(wait_s, min(policy.retry_most_s, policy.retry_first_s * 2.0 ** (failures - 1)))
    wait_s *= 1 + policy.jitter * jitter
    watch = replace(
        watch,
        failures=min(failures, 10),
        retry_at_s=now_s + wait_s,
        jobs_at_dispatch=watch.jobs_at_dispatch | jobs,
    )
    return watch, Decision(
        # At once, so that the age of the new dispatch is counted from now.
        look_again_s=0.0,
        remove_dead=dead,
        forget_dispatches=tuple(_lost(watch, view.dispatches, now_s, policy)),
        dispatch=True,
    )


def _grace_s(watch: RoomWatch, agent_died: bool, policy: Policy) -> float:
    if agent_died:
        return 0.0
    return min(policy.grace_s, policy.loss_grace_s) if watch.had_agent else policy.grace_s


def _on_the_way_until_s(
    watch: RoomWatch, dispatches: Iterable[DispatchSeen], policy: Policy
) -> float:
    """Until when an agent that was called may still come; 0 when none is on the way."""
    until_s = 0.0
    for dispatch in dispatches:
        if not dispatch.jobs:
            until_s = max(until_s, watch.first_seen_s[dispatch.id] + policy.undecided_s)
        for job in dispatch.jobs:
            if not job.ended and not _has_come(watch, job):
                until_s = max(until_s, watch.first_seen_s[job.id] + policy.join_patience_s)
    return until_s


def _lost(
    watch: RoomWatch, dispatches: Iterable[DispatchSeen], now_s: float, policy: Policy
) -> Iterable[str]:
    """Dispatches that will bring nobody any more; deleting them also ends what is left of them."""
    for dispatch in dispatches:
        patience_s = policy.join_patience_s if dispatch.jobs else policy.listed_after_s
        over = watch.age_s(dispatch.id, now_s) >= patience_s
        gone = bool(dispatch.jobs) and all(
            job.ended or _has_come(watch, job) for job in dispatch.jobs
        )
        if over or gone:
            yield dispatch.id


def _has_come(watch: RoomWatch, job: JobSeen) -> bool:
    """Whether the job's agent was already in the room (and, when none is there now, has gone)."""
    return bool(job.identity) and job.identity in watch.first_seen_s
