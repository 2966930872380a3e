"""A worker takes as many conversations as it is set to, however fast they come."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest
from livekit.agents import JobRequest

from agent.capacity import Capacity

pytestmark = pytest.mark.unit


class Worker:
    def __init__(self, active: int = 0) -> None:
        self.active_jobs: list[object] = [object()] * active


class Request:
    """Stands for JobRequest: accepting lasts until the job is launched."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self.launched = asyncio.Event()
        self.rejected = False

    async def accept(self) -> None:
        await self.launched.wait()
        self._worker.active_jobs.append(self)

    async def reject(self, *, terminate: bool) -> None:
        assert not terminate, "another worker may take it"
        self.rejected = True


async def test_jobs_that_are_only_being_started_count() -> None:
    worker, capacity = Worker(active=1), Capacity(3)
    requests = [Request(worker) for _ in range(4)]
    answers = [
        asyncio.create_task(capacity.answer(worker, cast(JobRequest, request)))
        for request in requests
    ]
    await asyncio.sleep(0)
    assert [request.rejected for request in requests] == [False, False, True, True]
    assert capacity.load(worker) == 1.0
    for request in requests:
        request.launched.set()
    await asyncio.gather(*answers)
    assert capacity.load(worker) == 1.0
    assert len(worker.active_jobs) == 3


async def test_a_job_that_could_not_be_started_frees_its_place() -> None:
    class Lost(Request):
        async def accept(self) -> None:
            raise TimeoutError

    worker, capacity = Worker(), Capacity(1)
    with pytest.raises(TimeoutError):
        await capacity.answer(worker, cast(JobRequest, Lost(worker)))
    assert capacity.load(worker) == 0.0
