"""Being known in more than one place: what can be played where there is one. The rest of it is told in
two_platforms.py.
"""

import re

from tests.stories.stage import Stage, says

CODE = re.compile("[A-Z2-9]{4}-[A-Z2-9]{4}")


async def a_code_for_myself(stage: Stage) -> None:
    """A code is shown privately; in the place where it was made it joins nobody."""
    amina, bruno = [await stage.person(name) for name in ("Amina", "Bruno")]
    known = await amina.types("/aid link")
    says(known, "So far I know you in one place", "become one")
    shown = await amina.taps(known, "Get a code")
    says(shown, "Your code", "It works once", "Give it to nobody")
    found = CODE.search(shown.words)
    assert found is not None
    says(await bruno.types(f"/aid link {found.group()}"), "Both are in the same place")
    form = await amina.taps(known, "Enter a code")
    says(await amina.fills(form, {form.fields[0]: "ABCD-EFGH"}), "That code does nothing here")
    await stage.settle()
    assert await amina.inbox() == []


async def where_we_meet(stage: Stage) -> None:
    """Moderators see which places their community has."""
    robin = await stage.person("Robin")
    says(await robin.types("/aid-admin spaces"), "Where this community meets", "meets in:")


STORIES = (a_code_for_myself, where_we_meet)
