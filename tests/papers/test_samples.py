"""Every shipped paper with its sample: complete, as reviewed, and the same on every run."""

import os
from pathlib import Path

import pytest

from musren.papers import contracts, kinds
from musren.papers.placeholders import compare
from musren.papers.render import Purpose, render
from musren.papers.words import as_lines, texts

SNAPSHOTS = Path(__file__).parents[1] / "snapshots" / "papers"
FORBIDDEN = ("{{", "}}", "{%", "%}", "None", "[[", "Undefined", "72 Tahun 2007", "414.2/3717PMD")


def test_a_sample_prints_the_reviewed_text(kind, facts, issue):
    lines = as_lines(issue(kind, facts(kind)))
    path = SNAPSHOTS / f"{kind}.txt"
    if os.environ.get("MUSREN_REWRITE_SNAPSHOTS"):
        path.write_text("\n".join(lines) + "\n", "utf-8")
    assert lines == path.read_text("utf-8").splitlines()


def test_a_sample_leaves_no_tag_and_no_hole(kind, facts, issue):
    printed = "\n".join(texts(issue(kind, facts(kind))))
    assert [sign for sign in FORBIDDEN if sign in printed] == []


def test_a_template_prints_only_what_its_contract_promises(kind):
    assert compare(kinds.template(kind), kind).unknown == ()


def test_what_a_contract_demands_and_the_template_ignores_is_on_this_list(kind):
    ignored = {name.rpartition(".")[2] for name in compare(kinds.template(kind), kind).unused}
    tracing = {"kode", "kunci", "tahun", "kabupaten", "kecamatan", "provinsi", "rtm"}
    totals = {"dari_sumber", "swadaya", "usulan", "tanpa_biaya"}
    totals |= {"belum_dirinci", "belum_bersumber"}  # of a row: only their sums are printed
    tracing |= {"induk"}  # a lampiran and a form name the office in their footer
    checked = {"nomor", "tanggal"}  # of berita_acara: must be named in memperhatikan
    assert ignored <= tracing | totals | checked | WITHOUT_LETTERHEAD.get(kind, set())


WITHOUT_LETTERHEAD = {
    kind: {"kop", "induk", "instansi", "alamat"}
    for kind in ("rancangan_perdes_rpjm", "perdes_rpjm")
}


def test_the_same_facts_give_the_same_bytes(kind, facts, issue):
    assert issue(kind, facts(kind)) == issue(kind, facts(kind))


def test_facts_kept_as_json_and_facts_as_typed_print_the_same_paper(kind, issue):
    sample = kinds.sample(kind)
    typed = contracts.contract(kind).load(sample)
    assert issue(kind, contracts.freeze(kind, sample)) == issue(kind, typed)


def test_freezing_frozen_facts_changes_nothing(kind, facts):
    assert contracts.freeze(kind, facts(kind)) == facts(kind)


def test_a_draft_says_so_on_top_and_needs_no_number(kind, facts, issue):
    drafted = facts(kind) | {"draf": True}
    if "nomor" in drafted:
        drafted["nomor"] = None
    lines = as_lines(issue(kind, contracts.freeze(kind, drafted)))
    assert lines[0] == "[kepala] DRAFT – BELUM BERLAKU, TIDAK UNTUK DITANDATANGANI"
    assert any("diisi saat diterbitkan" in line for line in lines) == ("nomor" in drafted)


def test_an_issued_paper_carries_no_draft_mark(kind, facts, issue):
    assert not any("DRAFT" in line for line in as_lines(issue(kind, facts(kind))))


def test_a_preview_of_nothing_is_a_page_of_named_holes(kind):
    printed = "\n".join(texts(render(kinds.template(kind), {}, purpose=Purpose.PREVIEW)))
    first = "tentang" if kind in WITHOUT_LETTERHEAD else "kop.instansi"
    assert f"[[belum diisi: {first}]]" in printed


SIGNED = {
    "daftar_hadir": ("H. Sutarman", "Ahmad Fauzi"),
    "ba_musrenbangdes": ("H. Sutarman", "Ahmad Fauzi", "Sumiati", "Darmawan", "Rukmini"),
    "sk_rkp_desa": ("H. Sutarman",),
    "ba_musrenbang_kecamatan": (
        *("Drs. Bambang Wiryawan, M.Si.", "NIP 19650817 199003 1 007", "Drs. H. Mahmud Effendi"),
        *("Sumiati", "Suparman", "Endang Susilowati"),
    ),
    "spc": ("Drs. Bambang Wiryawan, M.Si.", "NIP 19650817 199003 1 007"),
}


@pytest.mark.parametrize("kind", SIGNED)
def test_exactly_the_signers_of_the_guide_are_named(kind, facts, issue):
    printed = "\n".join(texts(issue(kind, facts(kind))))
    assert [name for name in SIGNED[kind] if name not in printed] == []


def _names(found):
    """Everybody named in a group of signers, at any depth."""
    if isinstance(found, list):
        return [name for one in found for name in _names(one)]
    if not isinstance(found, dict):
        return []
    own = [found["nama"]] if isinstance(found.get("nama"), str) else []
    return own + [name for inner in found.values() for name in _names(inner)]


def test_whoever_is_to_sign_is_named(kind, facts, issue):
    frozen = facts(kind)
    printed = "\n".join(texts(issue(kind, frozen)))
    assert [name for name in _names(frozen.get("penandatangan")) if name not in printed] == []


def test_poor_households_are_only_mentioned_when_there_are_any(facts, issue):
    changed = facts("ba_musrenbang_kecamatan")
    assert "di antaranya RTM: 7 orang" in "\n".join(
        texts(issue("ba_musrenbang_kecamatan", changed))
    )
    changed["kehadiran"]["rtm"] = 0
    assert "RTM:" not in "\n".join(texts(issue("ba_musrenbang_kecamatan", changed)))


@pytest.mark.parametrize(
    ("women", "told"),
    [
        (2, "6 (enam) orang wakil desa, 2 (dua) orang di antaranya perempuan, untuk mengikuti"),
        (0, "6 (enam) orang wakil desa untuk mengikuti"),
    ],
)
def test_those_sent_by_the_village_are_counted_and_the_women_among_them(facts, issue, women, told):
    changed = facts("ba_musrenbangdes")
    for number, one in enumerate(changed["wakil_desa"]):
        one["jk"] = "P" if number < women else "L"
    assert told in "\n".join(texts(issue("ba_musrenbangdes", changed)))


def _rows(facts, kind, count):
    """Shrink or stretch the main list of a paper and set its sums."""
    if kind == "daftar_hadir":
        facts["hadir"] = [dict(facts["hadir"][0], rtm=False, jk="L")] * count
        facts["kehadiran"] = {"laki_laki": count, "perempuan": 0, "rtm": 0, "jumlah": count}
    elif kind == "sk_rkp_desa":
        group = facts["kelompok"][0]
        group["baris"] = [dict(group["baris"][0], biaya=1_000)] * count
        group["jumlah"] = 1_000 * count
        facts["kelompok"], facts["jumlah"] = [group], 1_000 * count
    elif kind == "ba_musrenbangdes":
        one = facts["daftar"][0]
        one["baris"] = [dict(one["baris"][0], dari_sumber=1_000, swadaya=None, biaya=1_000)] * count
        one["jumlah"] = _sums(count)
        facts["daftar"], facts["jumlah"] = [one], _sums(count)
    else:
        group = facts["apbd"]["kelompok"][0]
        row = dict(group["baris"][0], dari_sumber=1_000, swadaya=0, biaya=1_000)
        group["baris"], group["jumlah"] = [row] * count, _sums(count)
        facts["apbd"] = {"kelompok": [group], "jumlah": _sums(count)}
    return facts


def _sums(count):
    amounts = dict.fromkeys(("dari_sumber", "biaya"), 1_000 * count)
    return {"usulan": count, **amounts, "swadaya": 0, "tanpa_biaya": 0}


@pytest.mark.parametrize("kind", SIGNED)
@pytest.mark.parametrize("count", [0, 1, 200])
def test_a_list_may_be_empty_short_or_long(kind, facts, issue, count):
    changed = contracts.freeze(kind, _rows(facts(kind), kind, count))
    lines = as_lines(issue(kind, changed))
    numbered = [line for line in lines if line.startswith((f"{count} | ", f"{count}. | "))]
    assert numbered if count else any("NIHIL" in line for line in lines) or kind == "daftar_hadir"
