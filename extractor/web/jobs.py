"""What is being read right now: one job after another, each a process that reads uploaded files into the database."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Job:
    """Files of one upload. `state`: waiting, running, done, broken, stopped. `now` is what is being read, `page` of its `pages` were."""

    number: int
    files: list[dict[str, str]]
    state: str = "waiting"
    done: int = 0
    now: str = ""
    page: int = 0
    pages: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    results: list[dict[str, Any]] = field(default_factory=list)
    process: asyncio.subprocess.Process | None = None

    @property
    def total(self) -> int:
        return len(self.files)

    @property
    def open(self) -> bool:
        return self.state in ("waiting", "running")


class Jobs:
    """The jobs of a server, which run one at a time."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.jobs: dict[int, Job] = {}
        self._next = 1
        self._task: asyncio.Task[None] | None = None

    def add(self, files: list[dict[str, str]]) -> Job:
        """A new job; it starts when those before it have ended."""
        job = Job(self._next, files)
        self._next += 1
        self.jobs[job.number] = job
        for number in sorted(self.jobs)[:-20]:
            if not self.jobs[number].open:
                del self.jobs[number]
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._work())
        return job

    async def _work(self) -> None:
        while job := next((j for j in self.jobs.values() if j.state == "waiting"), None):
            await self._run(job)

    async def _run(self, job: Job) -> None:
        job.state = "running"
        package = Path(__file__).resolve().parents[2]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(package), *filter(None, [os.environ.get("PYTHONPATH")])])}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "extractor.web.intake", str(self.database),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL, env=environment, limit=1 << 22,
        )  # fmt: skip
        job.process = process
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write("".join(json.dumps(file) + "\n" for file in job.files).encode())
        process.stdin.close()
        job.now = job.files[0]["source"]
        seen: set[str] = set()
        ended = False
        async for line in process.stdout:
            said = json.loads(line)
            if said["event"] == "page":
                job.now, job.page, job.pages = said["source"], said["page"], said["pages"]
            if said["event"] == "file":
                job.page = job.pages = 0
                seen.add(said["file"])
                job.done = len(seen)
                job.results.append(said)
                job.counts[said["outcome"]] = job.counts.get(said["outcome"], 0) + 1
                job.now = next((f["source"] for f in job.files if f["source"] not in seen), "")
            ended = ended or said["event"] == "end"
        await process.wait()
        job.process = None
        if job.state == "running":
            job.state = "done" if ended else "broken"

    def stop(self, number: int) -> None:
        """Ends a job; what it has read is kept."""
        job = self.jobs.get(number)
        if job is None:
            return
        waiting, job.state = job.state == "waiting", "stopped"
        if not waiting and job.process is not None:
            job.process.send_signal(signal.SIGINT if sys.platform != "win32" else signal.SIGTERM)

    def forget(self, number: int) -> None:
        """Takes a finished job off the page."""
        if number in self.jobs and not self.jobs[number].open:
            del self.jobs[number]

    def close(self) -> None:
        """Ends all jobs, when the server ends."""
        for job in self.jobs.values():
            if job.process is not None and job.process.returncode is None:
                job.process.terminate()
