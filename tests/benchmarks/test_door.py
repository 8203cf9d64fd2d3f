"""That what is measured is what is done: nothing is added to the door and not to what it is held against."""

from tests.benchmarks.door import both_sides, run_the_same_statements


async def test_both_sides_run_the_same_statements() -> None:
    async with both_sides() as (door, bare, clock):
        await run_the_same_statements(door, bare, clock)
