"""Which facts a template prints, name by name, and how that fits the paper's contract."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from jinja2 import TemplateError, nodes
from marshmallow import Schema, fields

from musren.papers.contracts import contract
from musren.papers.contracts.gambar import DRAWN
from musren.papers.drawings import no_drawings
from musren.papers.environment import PaperEnvironment
from musren.papers.faults import explain
from musren.papers.render import BrokenTemplate
from musren.papers.word_template import WordTemplate

Scope = dict[str, str]
_LOOP = "loop"
_PARAGRAPH = re.compile("<w:p[ >]")


@dataclass(frozen=True)
class Comparison:
    """`unknown`: printed but in no contract. `unused`: required by the contract, not printed."""

    unknown: tuple[str, ...]
    unused: tuple[str, ...]


def placeholders(template: bytes) -> frozenset[str]:
    """Dotted names the template reads, e.g. ``usulan[].kegiatan``; raises BrokenTemplate."""
    environment = PaperEnvironment(drawing=no_drawings())
    found: set[str] = set()
    for part in _sources(template):
        source = _PARAGRAPH.sub(r"\n\g<0>", part)  # so that a line is a paragraph
        try:
            tree = environment.parse(source)
        except TemplateError as error:
            raise BrokenTemplate(explain(error, source)) from error
        _walk(tree, {}, found)
    return frozenset(found)


def contract_names(kind: str) -> dict[str, bool]:
    """Every name of a paper's contract, and whether it must be given."""
    return dict(_fields(contract(kind), "", needed=True))


def compare(template: bytes, kind: str) -> Comparison:
    """Hold a template against the contract of its paper."""
    names = contract_names(kind)
    used = placeholders(template)
    containers = {name.rpartition(".")[0].removesuffix("[]") for name in names}
    leaves = {name for name, needed in names.items() if needed and name not in containers}
    return Comparison(
        unknown=tuple(sorted(used - set(names))),
        unused=tuple(sorted(n for n in leaves - used if f"{n}[]" not in used and n[-2:] != "[]")),
    )


def _sources(template: bytes) -> Iterator[str]:
    reader = WordTemplate(io.BytesIO(template))
    reader.init_docx()
    yield reader.patch_xml(reader.get_xml())
    for kind in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
        for _, part in reader.get_headers_footers(kind):
            yield reader.patch_xml(reader.get_part_xml(part))
    yield Document(io.BytesIO(template)).core_properties.title or ""


def _walk(node: nodes.Node, scope: Scope, found: set[str]) -> None:
    if isinstance(node, nodes.For):
        _walk_loop(node, scope, found)
    elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
        _walk(node.node, scope, found)
        scope[node.target.name] = _path(node.node, scope) or _LOOP
    elif isinstance(node, nodes.Filter) and node.name in DRAWN:
        _walk_drawn(node, scope, found)
    elif (path := _path(node, scope)) is not None:
        if path != _LOOP:
            found.add(path)
    else:
        for child in node.iter_child_nodes():
            _walk(child, scope, found)


def _walk_loop(loop: nodes.For, scope: Scope, found: set[str]) -> None:
    _walk(loop.iter, scope, found)
    inner = {**scope, _LOOP: _LOOP}
    if isinstance(loop.target, nodes.Name):
        walked = _path(loop.iter, scope)
        inner[loop.target.name] = f"{walked}[]" if walked else _LOOP  # a filter made the list
    for child in loop.body:
        _walk(child, inner, found)
    for child in loop.else_:
        _walk(child, scope, found)


def _walk_drawn(drawn: nodes.Filter, scope: Scope, found: set[str]) -> None:
    """A picture shows all that must be given of the facts it is drawn from."""
    for child in drawn.iter_child_nodes():
        _walk(child, scope, found)
    path = _path(drawn.node, scope) if drawn.node is not None else None
    if path is None or path == _LOOP:
        return
    schema, rows = DRAWN[drawn.name]
    below = _fields(schema(), f"{path}[]." if rows else f"{path}.", needed=True)
    found.update(name for name, needed in below if needed)


def _path(node: nodes.Node, scope: Scope) -> str | None:
    """The dotted name a node stands for; `loop` for what belongs to the loop itself."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        return _below(_path(node.node, scope), node.attr)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return _below(_path(node.node, scope), node.arg.value)
    return None


def _below(path: str | None, name: object) -> str | None:
    if path is None or path == _LOOP:
        return path
    return f"{path}.{name}" if isinstance(name, str) else f"{path}[]"


def _fields(schema: Schema, prefix: str, *, needed: bool) -> Iterator[tuple[str, bool]]:
    for name, field in schema.fields.items():
        yield from _field(field, f"{prefix}{name}", needed=needed and field.required)


def _field(field: fields.Field[object], name: str, *, needed: bool) -> Iterator[tuple[str, bool]]:
    yield name, needed
    if isinstance(field, fields.List):
        yield from _field(field.inner, f"{name}[]", needed=needed)
    elif isinstance(field, fields.Nested):
        yield from _fields(field.schema, f"{name}.", needed=needed)
