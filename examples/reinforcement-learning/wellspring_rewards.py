"""Reward functions for reinforcement learning on Wellspring's curriculum, with nothing but the standard library.

They ask the verifiers of the task families through `wellspring curriculum score`: one process, kept open, one JSON
object a line each way. A row of the dataset names its task by `generator`, `level` and `seed`
(`wellspring curriculum schedule` writes these columns).

TRL:   GRPOTrainer(..., reward_funcs=[curriculum_reward], train_dataset=rows_with_those_columns)
verl:  custom_reward_function.path=wellspring_rewards.py custom_reward_function.name=compute_score
       with reward_model.ground_truth = '{"generator": "counting@1", "level": 3, "seed": "..."}'

WELLSPRING names the command where it is not `wellspring` on the path, such as "npx wellspring"; WELLSPRING_SCORE_URL
names a running `wellspring curriculum score --serve`, which many trainer processes can share.
"""

from __future__ import annotations

import atexit
import json
import os
import shlex
import subprocess
import threading
import urllib.request
from typing import Any, Sequence


class ScoreError(RuntimeError):
    """A request that names no task: a fault of the dataset, not a wrong answer."""


class Scorer:
    """A running `wellspring curriculum score`, or the address of one. Safe to share between threads."""

    def __init__(self, command: str | None = None, url: str | None = None) -> None:
        self._url = url or os.environ.get("WELLSPRING_SCORE_URL")
        self._command = shlex.split(command or os.environ.get("WELLSPRING", "wellspring"))
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()

    def scores(self, requests: Sequence[dict[str, Any]]) -> list[float]:
        """The score of every request, in order. Raises ScoreError on the first that cannot be scored."""
        if not requests:
            return []
        replies = self._over_http(requests) if self._url else self._over_pipe(requests)
        for reply in replies:
            if "error" in reply:
                raise ScoreError(reply["error"])
        return [float(reply["score"]) for reply in replies]

    def close(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            self._process.wait(timeout=10)
            self._process = None

    def _over_http(self, requests: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        call = urllib.request.Request(
            self._url,
            data=json.dumps(list(requests)).encode(),
            headers={"content-type": "application/json"},
        )
        with urllib.request.urlopen(call, timeout=120) as reply:
            return json.load(reply)

    def _over_pipe(self, requests: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        with self._lock:
            process = self._started()
            assert process.stdin is not None and process.stdout is not None
            # Written by a thread of its own, so that neither side waits for the other with a full pipe.
            lines = "".join(json.dumps(request) + "\n" for request in requests)
            stdin = process.stdin
            writer = threading.Thread(target=lambda: (stdin.write(lines), stdin.flush()))
            writer.start()
            replies = []
            for _ in requests:
                line = process.stdout.readline()
                if not line:
                    raise ScoreError(f"`{' '.join(self._command)} curriculum score` ended early")
                replies.append(json.loads(line))
            writer.join()
            return replies

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [*self._command, "curriculum", "score"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        return self._process


_scorer = Scorer()
atexit.register(_scorer.close)


def curriculum_reward(
    completions: Sequence[Any],
    generator: Sequence[str],
    level: Sequence[int],
    seed: Sequence[str],
    **_: Any,
) -> list[float]:
    """For TRL's GRPOTrainer: 1.0 for a right answer, 0.0 for any other. Completions are texts or lists of messages."""
    return _scorer.scores(
        [
            {"generator": g, "level": int(l), "seed": s, "response": _text_of(completion)}
            for completion, g, l, s in zip(completions, generator, level, seed)
        ]
    )


def compute_score(
    data_source: str, solution_str: str, ground_truth: Any, extra_info: dict[str, Any] | None = None
) -> float:
    """For verl: `ground_truth` is the task's generator, level and seed, as an object or as its JSON."""
    task = json.loads(ground_truth) if isinstance(ground_truth, str) else dict(ground_truth)
    return _scorer.scores([{**task, "response": solution_str}])[0]


def _text_of(completion: Any) -> str:
    if isinstance(completion, str):
        return completion
    return "".join(str(message.get("content") or "") for message in completion)
