"""What a paper's facts must be before anybody may print them."""

import pytest

from musren.domain.errors import Invalid, NotFound
from musren.papers import contracts, kinds


def refused(kind, facts):
    with pytest.raises(Invalid) as caught:
        contracts.freeze(kind, facts)
    return caught.value.errors


def test_a_paper_that_does_not_exist_is_refused_politely():
    with pytest.raises(NotFound, match="tidak dikenal"):
        contracts.contract("surat_cinta")


def test_an_unknown_fact_is_refused_by_name(kind, facts):
    assert refused(kind, facts(kind) | {"sembarang": 1}) == {
        "sembarang": "Fakta ini tidak dikenal oleh naskah."
    }


def test_every_fact_demanded_at_the_top_is_missed_when_it_is_gone(kind, facts):
    schema = contracts.contract(kind)
    for name, field in schema.fields.items():
        if field.required:
            less = facts(kind)
            del less[name]
            assert refused(kind, less)[name] == "Wajib diisi."


def test_an_issued_paper_needs_its_number(kind, facts):
    if kinds.kind(kind).register:
        assert refused(kind, facts(kind) | {"nomor": None}) == {"nomor": "Wajib diisi."}


@pytest.mark.parametrize("blank", ["", "   ", None])
def test_a_signer_without_a_name_is_refused(facts, blank):
    changed = facts("ba_musrenbangdes")
    changed["penandatangan"]["wakil_masyarakat"][1]["nama"] = blank
    place = "penandatangan.wakil_masyarakat.1.nama"
    assert refused("ba_musrenbangdes", changed) == {place: "Wajib diisi."}


@pytest.mark.parametrize("count", [0, 2, 4])
@pytest.mark.parametrize(
    ("kind", "group"),
    [("ba_musrenbangdes", "wakil_masyarakat"), ("ba_musrenbang_kecamatan", "wakil_utusan")],
)
def test_a_berita_acara_is_signed_by_three_representatives(facts, kind, group, count):
    changed = facts(kind)
    signers = changed["penandatangan"]
    signers[group] = (signers[group] * 2)[:count]
    assert refused(kind, changed) == {f"penandatangan.{group}": "Harus tepat 3 baris."}


@pytest.mark.parametrize(
    ("kind", "path", "value", "wrong"),
    [
        ("ba_musrenbangdes", "jumlah.biaya", 1, "jumlah.biaya"),
        ("ba_musrenbangdes", "daftar.0.jumlah.swadaya", 1, "daftar.0.jumlah.swadaya"),
        ("ba_musrenbangdes", "daftar.1.jumlah.usulan", 3, "daftar.1.jumlah.usulan"),
        ("ba_musrenbangdes", "jumlah_evaluasi.biaya_rencana", 1, "jumlah_evaluasi.biaya_rencana"),
        ("ba_musrenbangdes", "kehadiran.jumlah", 57, "kehadiran.jumlah"),
        ("ba_musrenbangdes", "kehadiran.rtm", 57, "kehadiran.rtm"),
        ("daftar_hadir", "hadir.0.jk", "P", "kehadiran.laki_laki"),
        ("sk_rkp_desa", "jumlah", 1, "jumlah"),
        ("sk_rkp_desa", "kelompok.0.jumlah", 1, "kelompok.0.jumlah"),
        ("ba_musrenbang_kecamatan", "blm.jumlah.usulan", 1, "blm.jumlah.usulan"),
        ("ba_musrenbang_kecamatan", "apbd.jumlah.biaya", 1, "apbd.jumlah.biaya"),
        ("spc", "blm.kelompok.1.baris.0.kumulatif", 1, "blm.kelompok"),
        ("spc", "berita_acara.nomor", "000", "memperhatikan"),
    ],
)
def test_a_figure_that_contradicts_its_rows_is_refused(facts, kind, path, value, wrong):
    changed = facts(kind)
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    inner = changed
    for step in steps:
        inner = inner[step]
    inner[last] = value
    assert wrong in refused(kind, changed)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tanggal_surat", "17-01-2011"),
        ("tanggal_surat", 20110117),
        ("tahun", "2011"),
        ("tahun", 11),
        ("draf", "false"),
        ("nomor", 12),
        ("daftar", {}),
        ("musyawarah", []),
    ],
)
def test_a_fact_of_the_wrong_kind_is_refused_in_indonesian(facts, name, value):
    message = refused("ba_musrenbangdes", facts("ba_musrenbangdes") | {name: value})[name]
    assert not set(message.lower().split()) & {"not", "valid", "invalid", "must", "field", "type"}


def test_a_vote_needs_its_three_figures(facts):
    changed = facts("ba_musrenbangdes")
    changed["musyawarah"]["cara_putusan"] = "voting"
    assert set(refused("ba_musrenbangdes", changed)) == {
        f"musyawarah.suara_{name}" for name in ("setuju", "tidak", "abstain")
    }


def test_a_proposal_without_cost_is_printed_and_counted_as_such(facts, issue):
    from musren.papers.words import as_lines  # noqa: PLC0415

    changed = facts("ba_musrenbangdes")
    listed = changed["daftar"][4]
    row = listed["baris"][2]
    cost = row["biaya"]
    row.update(biaya=None, dari_sumber=None, swadaya=None)
    for sums in (listed["jumlah"], changed["jumlah"]):
        sums["biaya"] -= cost
        sums["dari_sumber"] -= cost
        sums["tanpa_biaya"] += 1
    lines = as_lines(issue("ba_musrenbangdes", contracts.freeze("ba_musrenbangdes", changed)))
    assert "CSR PT kebun | – | – | – | " in "\n".join(lines)
    assert sum("1 usulan belum mempunyai perkiraan biaya" in line for line in lines) == 2


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("pkd_desa", "peringkat_masalah"), ("pkd_desa", "peringkat_tindakan"),
        ("naskah_rpjm", "peringkat_masalah"), ("formulir_rpjm", "pemeringkatan"),
    ],
)  # fmt: skip
def test_whose_order_was_agreed_does_not_share_a_rank(facts, kind, rows):
    changed = facts(kind)
    second, third = changed[rows][1:3]
    third["peringkat"] = second["peringkat"]
    told = "Yang urutannya disepakati tidak berbagi peringkat."
    assert refused(kind, changed) == {rows: told}
    second["seri"] = third["seri"] = None
    assert contracts.freeze(kind, changed)
