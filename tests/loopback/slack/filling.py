"""Filling a form in, as a person does: by label, within what the client lets them enter."""

from tests.loopback.slack.reading import Field, Seen
from tests.loopback.slack.workspace import Json


def state_of(form: Seen, values: dict[str, str], people: dict[str, str], places: dict[str, str]) -> Json:
    """What Slack sends as `view.state.values`. `people` and `places` are ids by name."""
    labels = [field.label for field in form.fields]
    strangers = set(values) - set(labels)
    assert not strangers, f"there are no fields {strangers}; there are {labels}"
    state: Json = {}
    for field in form.fields:
        element = field.element
        entered = _entered(field, values.get(field.label), people, places)
        state[field.block_id] = {element["action_id"]: {"type": element["type"], **entered}}
    return state


def _entered(field: Field, value: str | None, people: dict[str, str], places: dict[str, str]) -> Json:
    match field.element["type"]:
        case "plain_text_input":
            return {"value": _text(field, value)}
        case "static_select" | "radio_buttons":
            return {"selected_option": _option(field, value)}
        case "multi_static_select":
            return {"selected_options": _options(field, value)}
        case "users_select":
            chosen = people[value.removeprefix("@")] if value else field.element.get("initial_user")
            _required(field, chosen)
            return {"selected_user": chosen}
        case "conversations_select":
            chosen = places[value.removeprefix("#")] if value else field.element.get("initial_conversation")
            _required(field, chosen)
            return {"selected_conversation": chosen}
        case other:
            raise AssertionError(f"nobody taught the loopback how to fill in a {other!r}")


def _text(field: Field, value: str | None) -> str | None:
    words = field.element.get("initial_value") if value is None else value
    _required(field, (words or "").strip())
    most = field.element.get("max_length", 3000)
    assert len(words or "") <= most, f"the client takes only {most} characters in {field.label!r}"
    if words and not field.element.get("multiline"):
        assert "\n" not in words, f"{field.label!r} is one line"
    return words or None


def _option(field: Field, label: str | None) -> Json | None:
    if label is None:
        chosen = field.element.get("initial_option")
    else:
        chosen = next((one for one in field.element["options"] if one["text"]["text"] == label), None)
        labels = [one["text"]["text"] for one in field.element["options"]]
        assert chosen is not None, f"{field.label!r} has no option {label!r}; it has {labels}"
    _required(field, chosen)
    return chosen


def _options(field: Field, labels: str | None) -> list[Json]:
    if labels is None:
        return field.element.get("initial_options", [])
    options = {one["text"]["text"]: one for one in field.element["options"]}
    assert set(filter(None, labels.split(", "))) <= set(options), f"{field.label!r} has {list(options)}"
    return [options[label] for label in labels.split(", ") if label]


def _required(field: Field, entered: object) -> None:
    assert entered or field.optional, f"the client does not send the form while {field.label!r} is empty"
