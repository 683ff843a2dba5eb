"""The papers around village meetings, teams and the Peraturan Desa: what only they promise."""

import pytest

from musren.domain.errors import Invalid
from musren.papers import contracts
from musren.papers.words import as_lines

VILLAGE_BA = ("ba_pertemuan", "ba_mkp", "ba_musrenbangdes_rpjm")


def _changed(facts, path, value):
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    inner = facts
    for step in steps:
        inner = inner[step]
    inner[last] = value
    return facts


def _refused(kind, facts):
    with pytest.raises(Invalid) as caught:
        contracts.freeze(kind, facts)
    return caught.value.errors


@pytest.fixture
def printed(issue):
    return lambda kind, facts: as_lines(issue(kind, contracts.freeze(kind, facts)))


@pytest.mark.parametrize("kind", VILLAGE_BA)
@pytest.mark.parametrize("count", [0, 2, 4])
def test_every_village_berita_acara_is_signed_by_three_representatives(facts, kind, count):
    changed = facts(kind)
    signers = changed["penandatangan"]
    signers["wakil_masyarakat"] = (signers["wakil_masyarakat"] * 2)[:count]
    told = {"penandatangan.wakil_masyarakat": "Harus tepat 3 baris."}
    assert _refused(kind, changed) == told


@pytest.mark.parametrize(
    ("kind", "path", "value", "wrong"),
    [
        ("ba_mkp", "jumlah.biaya", 1, "jumlah.biaya"),
        ("ba_mkp", "jumlah.usulan", 9, "jumlah.usulan"),
        ("ba_musrenbangdes_rpjm", "jumlah.usulan", 1, "jumlah.usulan"),
        ("ba_musrenbangdes_rpjm", "bidang.0.biaya", 1, "jumlah.biaya"),
        ("sk_tim_penyusun", "diktum.1", "Tim mempunyai tugas", "diktum"),
        ("sk_tim_penyusun", "diktum.0", "Membentuk:", "diktum"),
        ("keputusan_bpd", "berita_acara.nomor", "000", "memperhatikan"),
        ("keputusan_bpd", "rapat.tanggal", "2011-02-25", "memperhatikan"),
        ("rancangan_perdes_rpjm", "berita_acara.nomor", "000", "menimbang"),
        ("rancangan_perdes_rpjm", "masa_rpjm", 6, "masa_rpjm"),
        ("perdes_rpjm", "keputusan_bpd.nomor", "000", "menimbang"),
        ("undangan", "jam_selesai", "25:00", "jam_selesai"),
        ("undangan", "penerima", [], "penerima"),
    ],
)
def test_facts_that_contradict_each_other_are_refused(facts, kind, path, value, wrong):
    assert wrong in _refused(kind, _changed(facts(kind), path, value))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("undangan", "penerima"),
        ("notulen", "pembahasan"),
        ("ba_pertemuan", "materi"),
        ("ba_mkp", "calon_wakil"),
        ("ba_musrenbangdes_rpjm", "perubahan"),
        ("sk_tim_penyusun", "anggota"),
        ("keputusan_bpd", "perubahan"),
        ("ba_musrenbangdes", "silsilah"),
    ],
)
@pytest.mark.parametrize("count", [1, 200])
def test_a_list_prints_all_its_rows(facts, printed, kind, name, count):
    changed = facts(kind)
    changed[name] = changed[name][:1] * count
    lines = printed(kind, changed)
    assert [line for line in lines if line.startswith((f"{count} | ", f"{count}. | "))]


@pytest.mark.parametrize(
    ("kind", "names", "gone"),
    [
        ("ba_musrenbangdes", {"silsilah": []}, "LAMPIRAN V"),
        ("ba_musrenbangdes", {"mkp_disahkan": []}, "Mengesahkan"),
        ("ba_musrenbangdes", {"berita_acara_mkp": None}, "Berita Acara MKP"),
        ("ba_musrenbangdes", {"perempuan": None}, "berasal dari MKP"),
        ("ba_musrenbangdes_rpjm", {"belum_disepakati": []}, "Mencatat"),
        ("keputusan_bpd", {"perubahan": []}, "LAMPIRAN"),
        ("ba_pertemuan", {"materi": []}, "tercantum dalam Lampiran"),
        ("ba_pertemuan", {"dalam_rangka": None}, "Berkaitan dengan"),
        ("ba_mkp", {"calon_wakil": []}, "calon wakil desa"),
    ],
)
def test_what_there_is_not_is_not_mentioned(facts, printed, kind, names, gone):
    assert gone in "\n".join(printed(kind, facts(kind)))
    assert gone not in "\n".join(printed(kind, facts(kind) | names))


def test_older_facts_without_the_womens_part_are_still_a_berita_acara(facts, printed):
    older = facts("ba_musrenbangdes")
    for name in ("silsilah", "mkp_disahkan", "berita_acara_mkp", "perempuan"):
        del older[name]
    assert "MKP" not in "\n".join(
        line for line in printed("ba_musrenbangdes", older) if line.startswith("Mengesahkan")
    )


def test_a_draft_regulation_has_no_number_and_says_what_it_is(facts, printed):
    lines = printed("rancangan_perdes_rpjm", facts("rancangan_perdes_rpjm"))
    assert lines[0] == "RANCANGAN"
    assert not any("TAHUN 2011" in line for line in lines if line.startswith("NOMOR"))


@pytest.mark.parametrize("kind", ["rancangan_perdes_rpjm", "perdes_rpjm"])
def test_a_regulation_has_its_seven_chapters_and_eleven_articles(facts, printed, kind):
    lines = printed(kind, facts(kind))
    chapters = [line for line in lines if line.startswith("BAB ")]
    assert chapters == [f"BAB {roman}" for roman in ("I", "II", "III", "IV", "V", "VI", "VII")]
    articles = [line for line in lines if line.startswith("Pasal ")]
    assert articles == [f"Pasal {number}" for number in range(1, 12)]


@pytest.mark.parametrize(("years", "words"), [(5, "5 (lima) tahun"), (6, "6 (enam) tahun")])
def test_the_length_of_the_period_comes_from_the_facts(facts, printed, years, words):
    changed = facts("perdes_rpjm") | {"masa_rpjm": years, "periode_akhir": 2010 + years}
    assert words in "\n".join(printed("perdes_rpjm", changed))


def test_the_duties_of_a_team_stand_below_their_dictum(facts, printed):
    lines = printed("sk_tim_penyusun", facts("sk_tim_penyusun"))
    at = next(n for n, line in enumerate(lines) if line.startswith("KEDUA"))
    assert lines[at + 1].strip(" |").startswith("a. | menghimpun")
    assert lines[at + 5].startswith("KETIGA")
