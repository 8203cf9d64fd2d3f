"""Nothing in the project tells on which machine it was made, or asks to be fetched from a certain place."""

import re

import pytest

from tests.architecture.source import name, tracked

MACHINE = re.compile(r"(?<![\w.~}-])/(?:home|root|tmp|Users|work|opt|mnt)/[\w.-]+")
REGISTRY = re.compile(
    r"pypi\.(?:org|python)|pythonhosted\.|npmjs\.|registry\.yarnpkg|deb\.debian\.|archive\.ubuntu\.",
    re.IGNORECASE,
)
HERE = "tests/architecture/test_traces.py"


def test_no_path_of_a_machine_and_no_host_of_a_registry():
    found: list[str] = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        if name(path) != HERE:
            found += [
                f"{name(path)}: {match}" for each in (MACHINE, REGISTRY) for match in each.findall(text)
            ]
    assert found == []


# Put together here, so that no host of a registry stands in this file either.
HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("deb", "debian", "org"))]


@pytest.mark.parametrize(
    "text", ["cd /home/amina/hypha", '"/tmp/x"', *(f"https://{host}/simple" for host in HOSTS)]
)
def test_a_trace_is_found(text: str):
    assert MACHINE.search(text) or REGISTRY.search(text)


@pytest.mark.parametrize("text", ["https://example.org/home/page", "$HOME/tmp", "~/tmp/x", "the root/crown"])
def test_what_is_no_trace_is_left_alone(text: str):
    assert not MACHINE.search(text)
    assert not REGISTRY.search(text)
