"""Many small jobs on a host at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Crew:
    """Workers that share the jobs; `beat` is called after each job."""

    def __init__(self, workers: int, beat: Callable[[], None] = lambda: None) -> None:
        self._workers = workers
        self._beat = beat

    def each(
        self, items: Iterable[Item], job: Callable[[Item], Result]
    ) -> list[tuple[Item, Result]]:
        """Every item with its result, in order. The first that fails ends the work."""
        todo = list(items)
        if not todo:
            return []

        def work(item: Item) -> Result:
            result = job(item)
            self._beat()
            return result

        with ThreadPoolExecutor(min(self._workers, len(todo))) as pool:
            futures = [pool.submit(work, item) for item in todo]
            try:
                done, _ = wait(futures, return_when=FIRST_EXCEPTION)
                for future in done:
                    future.result()
            finally:
                for future in futures:
                    future.cancel()
        return [(item, future.result()) for item, future in zip(todo, futures, strict=True)]
