"""The kecamatan's papers: sums that run, ranks that are shown, money that is not exceeded."""

import pytest

from musren.domain.errors import Invalid
from musren.papers import contracts
from musren.papers.words import as_lines, texts


def refused(kind, facts):
    with pytest.raises(Invalid) as caught:
        contracts.freeze(kind, facts)
    return caught.value.errors


def at(facts, path):
    """The container a dotted path ends in, and the last step."""
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in steps:
        facts = facts[step]
    return facts, last


@pytest.mark.parametrize(
    ("kind", "path", "value", "wrong"),
    [
        ("ba_musrenbang_kecamatan", "blm.kelompok.1.baris.2.kumulatif", 1, "blm.kelompok"),
        ("ba_musrenbang_kecamatan", "verifikasi.layak", 24, "verifikasi.usulan"),
        ("ba_musrenbang_kecamatan", "verifikasi.diperbaiki", 5, "verifikasi.diperbaiki"),
        ("ba_musrenbang_kecamatan", "pendanaan.sisa", 192_300_001, "pendanaan.sisa"),
        ("ba_musrenbang_kecamatan", "pendanaan.spp_maks", 358_999_999, "pendanaan.spp"),
        (
            *("ba_musrenbang_kecamatan", "pendanaan.pilihan_sisa.sisa_akhir"),
            *(0, "pendanaan.pilihan_sisa.sisa_akhir"),
        ),
        ("ba_musrenbang_kecamatan", "perubahan_urutan", [], "perubahan_urutan"),
        ("spc", "perubahan_urutan", [], "perubahan_urutan"),
        ("spc", "tugas", [], "diktum"),
        ("rekap_verifikasi", "desa.0.jumlah.layak", 1, "desa.0.jumlah.layak"),
        ("rekap_verifikasi", "jumlah.dikembalikan", 0, "jumlah.dikembalikan"),
        ("rekap_verifikasi", "desa.0.baris.0.dokumen_ada", 9, "desa.0.baris.0.dokumen_ada"),
        ("rekap_verifikasi", "nama_aspek", ["Kelengkapan dokumen"], "nama_aspek"),
        ("rekap_usulan_desa", "desa.1.jumlah.swadaya", 1, "desa.1.jumlah.swadaya"),
        ("rekap_usulan_desa", "jumlah.biaya", 1, "jumlah.biaya"),
        ("lembar_verifikasi", "pengembalian.0.tenggat", "2011-01-27", "pengembalian.0.tenggat"),
        ("daftar_prioritas", "daftar.0.baris.1.nilai", 9, "daftar.0.baris.1.nilai"),
        ("daftar_prioritas", "daftar.0.penilai.0.bobot", 2, "daftar.0.baris.0.nilai"),
        ("daftar_prioritas", "daftar.0.penilai", [], "daftar.0.penilai"),
        ("daftar_prioritas", "daftar.0.aturan_seri", None, "daftar.0.aturan_seri"),
        ("daftar_prioritas", "daftar.1.jumlah_suara", 125, "daftar.1.jumlah_suara"),
        ("daftar_prioritas", "daftar.1.jumlah_pemilih", 41, "daftar.1.jumlah_suara"),
        ("daftar_prioritas", "daftar.1.pilihan", None, "daftar.1.jumlah_suara"),
        ("daftar_prioritas", "daftar.1.baris.1.peringkat", 1, "daftar.1.baris"),
        ("daftar_prioritas", "daftar.1.baris.8.peringkat", 10, "daftar.1.baris"),
        ("daftar_prioritas", "jumlah_hak_suara.pemilih", 41, "jumlah_hak_suara.pemilih"),
        ("usulan_didanai", "kelompok.0.baris.0.kumulatif", 1, "kelompok.0.baris"),
        ("usulan_didanai", "kelompok.1.sisa", 1, "kelompok.1.sisa"),
        ("usulan_didanai", "kelompok.1.berhenti.kekurangan", 1, "kelompok.1.berhenti.kekurangan"),
        ("usulan_didanai", "dana.op_upk", 30_000_001, "dana.sisa"),
        ("usulan_didanai", "dana.pilihan_sisa", None, "dana.pilihan_sisa"),
        ("usulan_didanai", "tidak_didanai.1.peringkat", 5, "kelompok"),
        ("usulan_didanai", "jumlah.biaya", 1, "jumlah.biaya"),
        ("petikan_spc", "blm.jumlah.dari_sumber", 1, "blm.jumlah.dari_sumber"),
        ("petikan_spc", "apbd.jumlah.usulan", 1, "apbd.jumlah.usulan"),
        ("formulir_r3", "jumlah", 1, "jumlah"),
        ("formulir_r3", "kelompok.2.jumlah", 1, "kelompok.2.jumlah"),
    ],
)
def test_a_figure_that_contradicts_the_others_is_refused(facts, kind, path, value, wrong):
    changed = facts(kind)
    inner, last = at(changed, path)
    inner[last] = value
    assert wrong in refused(kind, changed)


def test_the_allocation_of_the_example_is_printed_with_its_running_sums(facts, issue):
    """BLM 1.5 billion, SPP at most a quarter, operations five in a hundred (pnpm.md 5.3)."""
    lines = as_lines(issue("usulan_didanai", facts("usulan_didanai")))
    printed = "\n".join(lines)
    rows = [line.split(" | ") for line in lines if line.startswith(tuple("12345"))]
    assert [row[8] for row in rows if len(row) == 10 and row[1].startswith("Suka")] == [
        *("76.000.000", "140.000.000", "228.000.000", "287.000.000", "359.000.000"),
        *("168.200.000", "226.700.000", "471.700.000", "781.700.000", "873.700.000"),
    ]
    for told in (
        "Memerlukan BLM Rp 51.000.000,-, dana yang tersisa Rp 16.000.000,-, kurang Rp 35.000.000,-",
        "Memerlukan BLM Rp 287.500.000,-, dana yang tersisa Rp 192.300.000,-, kurang Rp 95.200.000",
        "dari sisa BLM Rp 192.300.000,- dan tambahan swadaya Rp 95.200.000,-",
    ):
        assert told in printed


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ("kembali", "tidak dialokasikan dan dikembalikan ke kas negara"),
        ("tambah_swadaya", "mendanai usulan peringkat berikutnya dengan tambahan swadaya"),
        ("tambah_volume", "menambah volume kegiatan yang telah disepakati"),
    ],
)
def test_what_is_left_over_is_told_with_the_way_that_was_chosen(facts, issue, choice, told):
    changed = facts("usulan_didanai")
    left = changed["dana"]["pilihan_sisa"]
    left["pilihan"] = choice
    if choice == "kembali":
        left.update(tambahan=[], sisa_akhir=192_300_000)
    frozen = contracts.freeze("usulan_didanai", changed)
    assert f"Pilihan yang disepakati: {told}." in "\n".join(texts(issue("usulan_didanai", frozen)))


def test_money_that_goes_back_pays_for_nothing(facts):
    changed = facts("usulan_didanai")
    changed["dana"]["pilihan_sisa"]["pilihan"] = "kembali"
    assert "dana.pilihan_sisa.tambahan" in refused("usulan_didanai", changed)


def test_where_the_next_cost_is_unknown_no_amount_is_made_up(facts, issue):
    changed = facts("usulan_didanai")
    stop = changed["kelompok"][1]["berhenti"]
    stop.update(kebutuhan=None, kekurangan=None)
    frozen = contracts.freeze("usulan_didanai", changed)
    assert "Biayanya belum diketahui" in "\n".join(texts(issue("usulan_didanai", frozen)))


WAYS = {
    "kelompok": "penggabungan urutan dari kelompok: Kelompok 1, Kelompok 2",
    "suara": "pemungutan suara oleh 42 pemilih; tiap pemilih memilih 3 (tiga) usulan yang berbeda; "
    "usulan dalam daftar ini memperoleh 126 suara",
    "kriteria": "penilaian dengan kriteria: Kelompok 1 (bobot 1), Kelompok 2 (bobot 1)",
    "langsung": "Cara: musyawarah mufakat.",
}


@pytest.mark.parametrize("way", WAYS)
def test_the_way_a_list_was_ranked_is_told(facts, issue, way):
    changed = facts("daftar_prioritas")
    spp, others, apbd = changed["daftar"]
    spp["cara"] = way if way == "kriteria" else spp["cara"]
    changed["daftar"] = {"suara": [others], "langsung": [apbd]}.get(way, [spp])
    frozen = contracts.freeze("daftar_prioritas", changed)
    assert WAYS[way] in "\n".join(texts(issue("daftar_prioritas", frozen)))


def test_a_changed_rank_without_a_reason_says_so(facts, issue):
    changed = facts("daftar_prioritas")
    changed["daftar"][1]["baris"][1]["alasan"] = None
    printed = "\n".join(texts(issue("daftar_prioritas", changed)))
    assert printed.count("(alasan tidak ditulis)") == 1


def test_every_line_of_the_decree_cites_the_village_and_its_line(facts, issue):
    frozen = facts("spc")
    lines = as_lines(issue("spc", frozen))
    groups = frozen["blm"]["kelompok"] + frozen["apbd"]["kelompok"]
    rows = [row for group in groups for row in group["baris"]]
    cited = {(r["nomor_ba"], str(r["baris_ba"])) for r in rows}
    shown = {tuple(line.split(" | ")[-2:]) for line in lines if " | " in line}
    assert len(rows) == 25
    assert cited <= shown


@pytest.mark.parametrize("kind", ["ba_musrenbang_kecamatan", "spc"])
def test_what_the_kecamatan_changed_stands_beside_what_the_village_proposed(facts, issue, kind):
    lines = as_lines(issue(kind, facts(kind)))
    changed = next(line for line in lines if "Pengaspalan jalan poros desa lebar 3 m" in line)
    assert "2.500 meter | 1.800 meter | 1.000.000.000 | 720.000.000" in changed
    same = next(line for line in lines if "Jembatan beton bentang 8 m" in line)
    assert "tetap | 1 unit | tetap | 210.000.000" in same


def test_without_the_new_facts_the_berita_acara_is_what_it_was(facts, issue):
    older = facts("ba_musrenbang_kecamatan")
    for name in ("cadangan", "perubahan_urutan", "cara_prioritas", "verifikasi", "pendanaan"):
        del older[name]
    for group in older["blm"]["kelompok"] + older["apbd"]["kelompok"]:
        for row in group["baris"]:
            for name in ("peringkat_hitung", "peringkat_desa", "kumulatif", "volume_semula"):
                row.pop(name, None)
    frozen = contracts.freeze("ba_musrenbang_kecamatan", older)
    printed = "\n".join(texts(issue("ba_musrenbang_kecamatan", frozen)))
    assert "D. Kesepakatan Musyawarah" in printed
    assert [word for word in ("Cadangan", "Hasil Verifikasi", "SISA DANA") if word in printed] == []


def test_a_return_the_village_has_not_answered_says_so(facts, issue):
    changed = facts("lembar_verifikasi")
    back = changed["pengembalian"][0]
    back.update(dijawab=None, keterangan=None)
    for one in back["kolom"]:
        one["menjadi"] = None
    printed = "\n".join(texts(issue("lembar_verifikasi", changed)))
    assert "Belum dijawab desa." in printed
    changed["pengembalian"] = []
    assert "Usulan tidak dikembalikan" in "\n".join(texts(issue("lembar_verifikasi", changed)))


@pytest.mark.parametrize("count", [1, 5, 12])
def test_the_recap_has_a_column_for_each_aspect(facts, issue, count):
    changed = facts("rekap_verifikasi")
    changed["nama_aspek"] = [f"Aspek {n}" for n in range(1, count + 1)]
    for village in changed["desa"]:
        for row in village["baris"]:
            row["aspek"] = ["B"] * count
    lines = as_lines(issue("rekap_verifikasi", contracts.freeze("rekap_verifikasi", changed)))
    row = next(line for line in lines if "Pembangunan gedung PAUD" in line)
    assert row.endswith(" | ".join("B" * count))
    assert any(line.startswith(f"Aspek: a = Aspek 1{';' if count > 1 else '.'}") for line in lines)


@pytest.mark.parametrize("both", [True, False])
def test_the_mandate_is_signed_by_the_camat_alone_or_with_the_chair(facts, issue, both):
    changed = facts("surat_mandat")
    if not both:
        changed["penandatangan"]["pimpinan"] = None
    printed = "\n".join(texts(issue("surat_mandat", changed)))
    assert ("PIMPINAN MUSYAWARAH," in printed) is both
    assert "CAMAT SUKARAYA," in printed
