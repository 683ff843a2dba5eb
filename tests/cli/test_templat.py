"""`musren template check` and `render`: a Word template examined and filled, headless."""

import hashlib
import io
import json
from pathlib import Path

import docx
import pytest

from musren.papers.kinds import kinds, template_path
from tests.cli.conftest import Run


def word(tmp_path: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    path = tmp_path / "template.docx"
    document.save(str(path))
    return path


@pytest.mark.parametrize("kind", kinds())
def test_every_shipped_template_passes(run: Run, kind: str):
    found = run("template", "check", template_path(kind), "--paper", kind, "--json")
    assert found.code == 0
    assert json.loads(found.out)["faults"] == []
    assert json.loads(found.out)["ok"] is True


def test_a_fact_nobody_gives_is_told_with_its_name(run: Run, tmp_path: Path):
    found = run("template", "check", word(tmp_path, "{{ nomer }}"), "--paper", "spc", "--json")
    told = json.loads(found.out)
    assert found.code == 1
    assert told["ok"] is False
    assert "nomer" in json.dumps(told["faults"])
    assert "Traceback" not in found.err


def test_what_a_template_leaves_out_is_a_note_and_no_fault(run: Run, tmp_path: Path):
    found = run("template", "check", word(tmp_path, "Nomor {{ nomor }}"), "--paper", "spc")
    assert found.code == 0
    assert "Catatan: tidak dipakai di dalam templat: " in found.out
    assert found.out.endswith("Templat ini dapat dipakai.\n")


@pytest.mark.parametrize(
    "text", ["{{ nomor", "{{ nomor.__class__ }}", "{% for x in range(9) %}{% endfor %}"]
)
def test_a_tag_that_is_not_allowed_is_told(run: Run, tmp_path: Path, text: str):
    found = run("template", "check", word(tmp_path, text), "--paper", "spc", "--json")
    assert found.code == 1
    assert json.loads(found.out)["faults"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{% for u in usulan %}x", "Tag “for” belum ditutup."),
        ("{% ulangi usulan %}", "Tag “ulangi” tidak dikenal."),
        ("{{ nomor|besarkan }}", "Saringan “besarkan” tidak dikenal."),
        ("{{ nomor tahun }}", "Seharusnya ada “}}”, tetapi yang tertulis “tahun”."),
        ("{{ nomor() }}", "Templat tidak boleh memanggil apa pun"),
    ],
)
def test_what_is_wrong_with_a_tag_is_told_in_indonesian_by_both_commands(
    run: Run, tmp_path: Path, text: str, told: str
):
    file, facts = word(tmp_path, text), tmp_path / "facts.json"
    facts.write_text(json.dumps({"nomor": "1"}))
    checked = run("template", "check", file, "--paper", "spc")
    filled = run("template", "render", file, facts, "--out", tmp_path / "out.docx")
    assert (checked.code, filled.code) == (1, 1)
    for shown in (checked.out, filled.err):
        assert told in shown
        assert not {"expected", "unknown", "named", "callable", "closed"} & set(shown.split())


def test_a_file_that_is_no_word_file_and_a_paper_that_is_none_are_told(run: Run, tmp_path: Path):
    junk = tmp_path / "junk.docx"
    junk.write_bytes(b"junk")
    assert json.loads(run("template", "check", junk, "--paper", "spc", "--json").out)["faults"]
    unknown = run("template", "check", junk, "--paper", "surat_cinta")
    assert (unknown.code, "surat_cinta" in unknown.err) == (1, True)


def test_any_template_is_filled_with_facts_and_measured(run: Run, tmp_path: Path):
    file = word(tmp_path, "Halo {{ nama }}", "{{ n }} usulan")
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps({"nama": "{{7*7}} & <Siti>", "n": 36}))
    out = tmp_path / "out.docx"
    found = run("template", "render", file, facts, "--out", out, "--repeat", "3", "--json")
    told = json.loads(found.out)
    assert found.code == 0
    assert list(told) == ["median_ms", "bytes", "sha256"]
    content = out.read_bytes()
    assert (told["bytes"], told["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    lines = [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]
    assert lines == ["Halo {{7*7}} & <Siti>", "36 usulan"]


@pytest.mark.parametrize(
    ("facts", "told"),
    [("{", "bukan JSON"), ("[1]", "satu objek JSON"), ("{}", "nama"), ("\xff", "bukan JSON")],
)
def test_facts_that_cannot_be_used_are_told_and_nothing_is_written(
    run: Run, tmp_path: Path, facts: str, told: str
):
    (tmp_path / "facts.json").write_bytes(facts.encode("latin-1"))
    out = tmp_path / "out.docx"
    file = word(tmp_path, "Halo {{ nama }}")
    found = run("template", "render", file, tmp_path / "facts.json", "--out", out)
    assert found.code == 1
    assert told in found.err
    assert "Traceback" not in found.err
    assert not out.exists()
