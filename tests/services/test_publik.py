"""What everybody may see: no name of a person, no words about one, and only what was opened."""

import io
from csv import DictReader

import pytest
from sqlalchemy import JSON, Text, update
from sqlalchemy.orm import Session

from musren.domain.errors import NotFound
from musren.domain.peran import Peran
from musren.exports.data_publik import csv_village
from musren.models.base import Base, Name
from musren.models.prioritas import Pokir, PokirUsulan
from musren.models.serapan import BarisAnggaran, Kemajuan, Serapan
from musren.models.tahun import Tahun
from musren.models.usulan import UsulanKecamatan
from musren.services import publik
from musren.web import muka_publik
from musren.web.muka_publik import Berkas
from tests import dunia, kabupaten_dunia
from tests.dunia import KABUPATEN, KECAMATAN, NOW, SUKAMAJU, SUKAMULYA

MARK = "Bocor"

SHOWN = {
    "usulan.kegiatan", "usulan.satuan", "usulan.dusun", "keputusan.satuan", "dusun.nama",
    "wilayah.nama", "skpd.nama", "skpd.singkatan", "musyawarah.kelompok_nama",
    "keputusan.skpd", "keputusan.skpd_tujuan",
}  # fmt: skip
"""Names of places, agencies, units and works; every other typed column gets a person's name."""

PEOPLE = {
    "musyawarah.narasumber", "undangan.penerima", "profil_desa.perangkat", "tim_verifikasi.anggota",
    "verifikasi.pemeriksa", "musyawarah.materi", "musyawarah.pembahasan",
}  # fmt: skip
"""Lists kept as JSON that name persons."""


def opened_to_all(session: Session, tahun: Tahun) -> None:
    publik.publish(session, dunia.act(session, Peran.BAPPEDA), tahun)


def typed_columns():
    """Every column somebody can type a name into: names and free texts, of every table."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            name = f"{table.name}.{column.name}"
            free = (
                isinstance(column.type, Text)
                or column.type is Name
                or (getattr(column.type, "length", None) == Name.length)
            )
            if free and name not in SHOWN and not column.primary_key:
                yield table, column


def fill_with_names(session: Session) -> list[str]:
    """A name in every such column of every row; tells which columns had rows."""
    filled = []
    for table, column in typed_columns():
        if any(column.name in [c.name for c in u.columns] for u in table.constraints
               if type(u).__name__ == "UniqueConstraint"):  # fmt: skip
            continue
        done = session.execute(update(table).values({column.name: f"{MARK} {column.name}"}))
        if done.rowcount:
            filled.append(f"{table.name}.{column.name}")
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if f"{table.name}.{column.name}" in PEOPLE and isinstance(column.type, JSON):
                rows = [{"nama": f"{MARK} {table.name}"}]
                session.execute(update(table).values({column.name: rows}))
    for came in session.query(UsulanKecamatan):
        came.salinan = {**came.salinan, "pengusul": f"{MARK} salinan"}
    session.flush()
    session.expire_all()
    return filled


@pytest.fixture
def lived(session, tahun, kantor):
    """Proposals that went as far as the kabupaten, one of them paid and being built."""
    made = kabupaten_dunia.decreed(kantor, tahun)
    rows = kabupaten_dunia.rows_of(session, tahun, kabupaten_dunia.SKPD_ROADS)
    decided = [
        kabupaten_dunia.decide(
            one, putusan, alasan="Kata Pak Budi",
            **({"skpd_tujuan": "Dinas Kesehatan"} if putusan == "dialihkan" else {}),
        )
        for one, putusan in zip(rows, ("diterima", "ditolak", "dialihkan"), strict=True)
    ]  # fmt: skip
    kabupaten_dunia.hold_forum(session, tahun, kabupaten_dunia.SKPD_ROADS, decided)
    line = BarisAnggaran(
        tahun_id=tahun.id, wilayah_kode=str(KABUPATEN), jenis="apbd", kunci="1", kegiatan="Jalan",
        pagu=10**9, keadaan="cocok", dibuat=NOW, versi=1,
    )  # fmt: skip
    wish = Pokir(
        kode="PK-1", tahun_id=tahun.id, jenis="pokir", anggota_nama="Anggota", kegiatan="Jalan",
        dibuat=NOW, versi=1,
    )  # fmt: skip
    session.add_all([line, wish])
    session.flush()
    road = made[0]
    session.add(PokirUsulan(pokir_id=wish.id, usulan_id=road.id, kawal=True, pada=NOW))
    session.add(Serapan(baris_id=line.id, usulan_id=road.id, jumlah=10**8, cara="kode", pada=NOW))
    session.add(Kemajuan(usulan_id=road.id, tanggal=NOW.date(), persen=40, dibuat=NOW))
    road.status = "masuk_anggaran"
    session.flush()
    opened_to_all(session, tahun)
    return made


def seen(session: Session, tahun: Tahun) -> str:
    """Everything the public gets to see of the village."""
    told = publik.village(session, tahun, SUKAMAJU)
    page = muka_publik.village(told, Berkas(tahun=2011, dalam=1))
    regions = muka_publik.regions(publik.listed(session), Berkas(tahun=2011))
    return page + regions + csv_village(told.usulan).decode("utf-8-sig")


def test_no_person_and_no_word_about_one_leaves_the_house(session, tahun, lived):
    before = seen(session, tahun)
    assert "Pengaspalan jalan" in before
    assert "Pak Budi" not in before
    filled = fill_with_names(session)
    for needed in (
        "usulan.pengusul", "usulan.penanggung_jawab", "usulan.lokasi", "keputusan.alasan",
        "musyawarah.pimpinan_nama", "hadir.nama", "pengguna.nama", "profil_desa.kepala_desa_nama",
        "profil_kecamatan.camat_nama", "profil_kabupaten.bupati_nama", "skpd.kepala_nama",
        "dusun.kepala_dusun", "pokir.anggota_nama", "kemajuan.catatan", "tanda_tangan.nama",
    ):  # fmt: skip
        assert needed in filled
    assert MARK not in seen(session, tahun)


@pytest.mark.parametrize("status", ["ditunda", "dikembalikan", "ditolak_forum", "belum_didanai"])
def test_no_state_lets_a_name_out(session, tahun, lived, status):
    lived[1].status = status
    session.flush()
    fill_with_names(session)
    assert MARK not in seen(session, tahun)


def test_only_reasons_of_the_list_are_printed(session, tahun):
    one, two = dunia.village(session, tahun, given=dunia.kinds("add", "blm"))
    dunia.hold(session, tahun, [
        {"usulan_id": str(one.id), "putusan": "ditunda", "alasan": "Dana belum mencukupi"},
        {"usulan_id": str(two.id), "putusan": "ditunda", "alasan": "Lahan milik Pak Budi"},
    ])  # fmt: skip
    told = publik.village(session, tahun, SUKAMAJU)
    assert [u.alasan for u in told.usulan] == ["Dana belum mencukupi.", publik.ASK]


def test_a_year_is_closed_until_it_is_opened(session, tahun):
    dunia.village(session, tahun)
    assert publik.listed(session) == []
    with pytest.raises(NotFound):
        publik.need_year(session, SUKAMAJU)
    opened_to_all(session, tahun)
    assert publik.need_year(session, SUKAMAJU).id == tahun.id
    (kecamatan,) = publik.listed(session)
    assert (kecamatan.kode, [d.kode for d in kecamatan.desa]) == (str(KECAMATAN), [str(SUKAMAJU)])
    assert (kecamatan.nama, kecamatan.kabupaten) == (
        "Kecamatan Sukaraya", "Kabupaten Bina Makmur",
    )  # fmt: skip
    assert publik.listed(session, SUKAMULYA) == []
    with pytest.raises(NotFound):
        publik.need_year(session, SUKAMAJU, 2010)


def test_the_data_say_what_the_page_says(session, tahun, lived):
    told = publik.village(session, tahun, SUKAMAJU)
    rows = list(DictReader(io.StringIO(csv_village(told.usulan).decode("utf-8-sig"))))
    assert [row["Kode usulan"] for row in rows] == [u.kode for u in told.usulan]
    assert sum(int(row["Biaya"]) for row in rows) == told.biaya
    assert rows[0]["Tahap"] == "Masuk APBD atau APB Desa"
    assert rows[0]["Yang memutuskan"] == "APBD 2011"


def test_the_page_is_light_and_runs_no_script(session, tahun):
    dunia.village(session, tahun, given=[
        dunia.kinds("blm")[0] | {"kegiatan": f"Rabat beton jalan lingkungan nomor {n}"}
        for n in range(45)
    ])  # fmt: skip
    page = muka_publik.village(publik.village(session, tahun, SUKAMAJU), Berkas(tahun=2011))
    assert len(page.encode()) < 30_000
    assert "<script" not in page
    assert "style=" not in page.split("<svg")[0]


def test_the_same_state_gives_the_same_page(session, tahun, lived):
    assert seen(session, tahun) == seen(session, tahun)
