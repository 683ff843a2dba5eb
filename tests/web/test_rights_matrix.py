"""Every role at its own place and elsewhere, on every address of the HTML edge.

The table below is written by hand, apart from the program's own declarations: the two must agree.
A new address that is missing here fails the last test.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.adapters.gudang import Gudang
from musren.domain.peran import TINGKAT_PERAN, Act, Pelaku, Penugasan, Peran
from musren.domain.wilayah import Level, RegionCode
from musren.forms.alur import flow
from musren.models.database import Database
from musren.models.draf import Draf
from musren.models.musyawarah import Musyawarah
from musren.models.naskah import Naskah
from musren.models.prioritas import Pokir
from musren.models.rpjm import Rpjm, UsulanRpjm
from musren.models.serapan import BarisAnggaran
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.services import akun, draf, foto, jenis_pekerjaan, pekerjaan, potret, unduhan
from musren.services.daftar import Saring
from musren.services.tahun import open_year, year_for
from musren.services.wilayah import dusun_of
from musren.settings import Settings
from tests.fixtures.app import app_for
from tests.fixtures.database import careless
from tests.fixtures.demo import Play
from tests.web import keadaan
from tests.web.conftest import PASSWORD, QUICK
from tests.web.inspector import Browser

P = Peran
NOW = datetime(2011, 6, 1, 2, 0, tzinfo=UTC)
OWN = {Level.KABUPATEN: "99.01", Level.KECAMATAN: "99.01.01", Level.DESA: "99.01.01.2001"}
ELSEWHERE = {Level.KABUPATEN: "35.07", Level.KECAMATAN: "35.07.21", Level.DESA: "99.01.01.2002"}

KABUPATEN = {P.ADMINISTRATOR, P.BAPPEDA, P.BUPATI, P.DPRD, P.SKPD, P.INSPEKTORAT, P.FASKAB,
             P.SETRAWAN_KABUPATEN}  # fmt: skip
KECAMATAN = {P.CAMAT, P.STAF_KECAMATAN, P.SETRAWAN_KECAMATAN, P.FK, P.BKAD}
DESA = {P.KEPALA_DESA, P.SEKDES, P.BPD, P.LPMD, P.KPMD}
ALL = KABUPATEN | KECAMATAN | DESA
ABOVE = KABUPATEN | KECAMATAN
FILL = {P.KPMD, P.LPMD, P.SEKDES, P.KEPALA_DESA, P.FK}
OFFICE = {P.KEPALA_DESA, P.SEKDES}

# (endpoint, method) -> who may, for the things of one village, its kecamatan, its kabupaten
TABLE: Mapping[tuple[str, str], set[Peran]] = {
    ("desa.beranda", "GET"): ALL,
    ("forum.semua", "GET"): KABUPATEN,
    ("forum.satu", "GET"): KABUPATEN,
    ("pokir.semua", "GET"): KABUPATEN,
    ("pokir.satu", "GET"): KABUPATEN,
    ("pokir.cocok", "POST"): {P.DPRD, P.BAPPEDA},
    ("pokir.lepas", "POST"): {P.DPRD, P.BAPPEDA},
    ("pertemuan.daftar", "GET"): ALL,
    ("pkd.papan", "GET"): ALL,
    ("pkd.kelompok", "GET"): ALL,
    ("pkd.lukisan", "GET"): ALL,
    ("rkp.papan", "GET"): ALL,
    ("rpjm.papan", "GET"): ALL,
    ("rpjm.usulan", "GET"): ALL,
    ("rpjm.salin", "POST"): FILL,
    ("usulan.daftar_usulan", "GET"): ALL,
    ("usulan.satu", "GET"): ALL,
    ("paspor.lihat", "GET"): ALL,
    ("paspor.menurut_kode", "GET"): ALL,
    ("kabar.daftar", "GET"): ALL,
    ("kabar.satu", "GET"): ALL,
    ("kabar.poster", "GET"): ALL,
    ("kabar.semua", "POST"): ALL,
    ("silsilah.pilih", "GET"): FILL,
    ("silsilah.gabung", "POST"): FILL,
    ("silsilah.tanya_batal", "GET"): FILL,
    ("silsilah.batalkan", "POST"): FILL,
    ("silsilah.tanya_beda", "GET"): FILL,
    ("silsilah.tandai_beda", "POST"): FILL,
    ("mkp.papan", "GET"): ALL,
    ("impor.unggah", "GET"): FILL,
    ("impor.ambil", "POST"): FILL,
    ("impor.sumber", "GET"): FILL,
    ("impor.petakan", "POST"): FILL,
    ("formulir.tentang", "GET"): FILL,
    ("formulir.mulai", "POST"): FILL,
    ("kosong.lembar", "GET"): FILL,
    ("kosong.word", "GET"): FILL,
    ("formulir.lanjut", "GET"): FILL,
    ("formulir.langkah", "GET"): FILL,
    ("formulir.simpan", "POST"): FILL,
    ("formulir.otomatis", "POST"): FILL,
    ("formulir.gambar_langkah", "POST"): FILL,
    ("formulir.pengumuman_langkah", "POST"): FILL,
    ("formulir.periksa_jawaban", "GET"): FILL,
    ("formulir.tanya_buang", "GET"): FILL,
    ("formulir.buang", "POST"): FILL,
    ("formulir.kirim_draf", "POST"): FILL,
    ("formulir.selesai", "GET"): FILL,
    ("naskah.daftar_naskah", "GET"): ALL,
    ("naskah.sebelum_terbit", "GET"): ALL,
    ("naskah.draf", "GET"): ALL,
    ("naskah.terbitkan", "POST"): OFFICE,
    ("naskah_terbit.lihat", "GET"): ALL,
    ("naskah_terbit.keaslian", "GET"): ALL,
    ("naskah_terbit.buat_pdf", "POST"): ALL,
    ("naskah_terbit.tanya_ganti", "GET"): OFFICE,
    ("naskah_terbit.ganti", "POST"): OFFICE,
    ("naskah_terbit.selesaikan", "POST"): OFFICE,
    ("tanda_tangan.formulir", "GET"): OFFICE,
    ("tanda_tangan.catat", "POST"): OFFICE,
    ("unduh.berkas", "GET"): ALL,
    ("bundel.unduh", "GET"): ALL,
    ("bundel.buat_pdf", "POST"): ALL,
    ("foto.lihat", "GET"): ALL,
    ("foto.cari", "GET"): ALL,
    ("foto.berkas", "GET"): ALL,
    ("foto.tambah", "POST"): FILL,
    ("foto.atur", "POST"): FILL,
    ("pekerjaan.minta", "POST"): ABOVE,
    ("pekerjaan.lihat", "GET"): ABOVE,
    ("pekerjaan.unduh", "GET"): ABOVE,
    ("pekerjaan.batal", "POST"): set(),  # the job of another
    ("kecamatan.beranda", "GET"): ABOVE,
    ("kecamatan.masuk", "GET"): ABOVE,
    ("prioritas.papan", "GET"): ABOVE,
    ("prioritas.pendanaan", "GET"): ABOVE,
    ("verifikasi.lihat", "GET"): ABOVE,
    ("corong.desa", "GET"): ALL,
    ("corong.kecamatan", "GET"): ABOVE,
    ("corong.kabupaten", "GET"): KABUPATEN,
    ("potret.semua", "GET"): ABOVE,
    ("potret.ambil", "POST"): ABOVE,
    ("potret.satu", "GET"): ABOVE,
    ("potret.unduh", "GET"): ABOVE,
    ("potret.data_terbuka", "GET"): ABOVE,
    ("potret.simpan_saringan", "POST"): ABOVE,
    ("potret.hapus_saringan", "POST"): set(),  # the filter of another
    ("papan.lihat", "GET"): KABUPATEN,
    ("peta.lihat", "GET"): KABUPATEN,
    ("peta.unggah", "GET"): {P.BAPPEDA},
    ("peta.ambil", "POST"): {P.BAPPEDA},
    ("anggaran.lihat", "GET"): KABUPATEN,
    ("anggaran.satu", "GET"): KABUPATEN,
    ("anggaran.tanpa_dana", "GET"): KABUPATEN,
    ("anggaran.unggah", "GET"): {P.BAPPEDA},
    ("anggaran.ambil", "POST"): {P.BAPPEDA},
    ("anggaran.simpan", "POST"): {P.BAPPEDA},
    ("anggaran.catat_alasan", "POST"): {P.BAPPEDA},
    ("apb_desa.lihat", "GET"): ALL,
    ("apb_desa.satu", "GET"): ALL,
    ("apb_desa.tanpa_dana", "GET"): ALL,
    ("apb_desa.unggah", "GET"): OFFICE | {P.BAPPEDA},
    ("apb_desa.ambil", "POST"): OFFICE | {P.BAPPEDA},
    ("apb_desa.simpan", "POST"): OFFICE | {P.BAPPEDA},
    ("apb_desa.catat_alasan", "POST"): OFFICE | {P.BAPPEDA},
    ("serapan.desa", "GET"): ALL,
    ("serapan.desa_csv", "GET"): ALL,
    ("serapan.kecamatan", "GET"): ABOVE,
    ("serapan.kecamatan_csv", "GET"): ABOVE,
    ("serapan.kabupaten", "GET"): KABUPATEN,
    ("serapan.kabupaten_csv", "GET"): KABUPATEN,
    ("daftar.lihat", "GET"): ABOVE,
    ("daftar.menurut_skpd", "GET"): ABOVE,
    ("daftar.unduh", "GET"): ABOVE,
    ("kabupaten.beranda", "GET"): KABUPATEN,
    ("parameter.daftar", "GET"): KABUPATEN,
    ("parameter.ubah", "GET"): {P.BAPPEDA, P.ADMINISTRATOR},
    ("parameter.simpan", "POST"): {P.BAPPEDA, P.ADMINISTRATOR},
    ("parameter.tahun_perencanaan", "GET"): {P.BAPPEDA, P.ADMINISTRATOR},
    ("parameter.buka_tahun", "POST"): {P.BAPPEDA, P.ADMINISTRATOR},
    ("pengguna.daftar", "GET"): {P.ADMINISTRATOR},
    ("pengguna.satu", "GET"): {P.ADMINISTRATOR},
    ("pengguna.baru", "GET"): {P.ADMINISTRATOR},
    ("pengguna.tambah", "POST"): {P.ADMINISTRATOR},
    ("pengguna.beri_tugas", "POST"): {P.ADMINISTRATOR},
    ("pengguna.akhiri_tugas", "POST"): {P.ADMINISTRATOR},
    ("pengguna.sandi_baru", "POST"): {P.ADMINISTRATOR},
    ("pengguna.ubah_status", "POST"): {P.ADMINISTRATOR},
    ("kunci.buat", "POST"): {P.ADMINISTRATOR},
    ("kunci.cabut", "POST"): {P.ADMINISTRATOR},
    ("jejak.baca", "GET"): {P.INSPEKTORAT, P.ADMINISTRATOR},
}

OPEN_TO_ANYBODY_SIGNED_IN = {
    "pintu.beranda", "pintu.dasar", "pintu.cari_wilayah", "masuk.sign_out", "masuk.password_form",
    "masuk.change_password", "pekerjaan.daftar",
}  # fmt: skip
OPEN_TO_ALL = {
    "pintu.sehat", "masuk.form", "masuk.sign_in", "berkas_statis.serve", "publik.beranda",
    "publik.wilayah_", "publik.desa", "publik.data",
}  # fmt: skip

# These stand under both kabupaten and kecamatan; a kecamatan role has no business above.
AT_EVERY_LEVEL = {"naskah.daftar_naskah", "pertemuan.daftar"}
AT_KECAMATAN = {
    "daftar.lihat", "daftar.menurut_skpd", "daftar.unduh", "pekerjaan.minta", "potret.semua",
    "potret.ambil", "potret.data_terbuka", "potret.simpan_saringan", "potret.hapus_saringan",
}  # fmt: skip


@pytest.fixture(scope="module")
def world(
    played: Play, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Flask, dict[str, Any]]]:
    """A village through its whole year beside others, and everybody at home and elsewhere."""
    folder = played.copied(tmp_path_factory.mktemp("hak")).data
    settings = Settings(data_dir=folder, database_url="", secret_key="rahasia untuk uji")
    database = careless(folder / "musren.db")
    args = _things(database, Gudang(settings.files_dir))
    app = app_for(settings, database, clock=lambda: NOW, hasher=QUICK)
    app.test_client_class = Browser
    app.extensions["musren.pekerjaan"].close()  # the matrix asks; nobody works meanwhile
    yield app, args
    database.close()


def _wish(session: Session, act: Act, year: Tahun) -> str:
    """A wish of the DPRD in the kecamatan of the village."""
    made = Pokir(
        kode="PK-1", tahun_id=year.id, jenis="pokir", anggota_nama="Bapak Dewan", kegiatan="Jalan",
        kecamatan_kode=OWN[Level.KECAMATAN], dibuat=act.pada,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made.kode


def _things(database: Database, store: Gudang) -> dict[str, Any]:
    """One of everything that an address can name, all of the same village."""
    desa, act = RegionCode(OWN[Level.DESA]), Act(oleh=akun.system(), pada=NOW)
    with database.write() as session:
        open_year(session, act, RegionCode("35.07"), 2011)
        for peran in Peran:
            for where, places in (("sini", OWN), ("lain", ELSEWHERE)):
                name = f"{peran.value}.{where}"
                user = akun.create_user(session, act, name, f"Bapak {name}", PASSWORD, hasher=QUICK)
                place = RegionCode(places[TINGKAT_PERAN[peran]])
                skpd = "Dinas PU" if peran is Peran.SKPD else ""
                akun.assign(session, act, user, peran, place, mulai=date(2011, 1, 1), skpd=skpd)
        kpmd = akun.find_user(session, "kpmd.sini")
        assert kpmd is not None
        who = Act(oleh=akun.pelaku_of(kpmd, NOW), pada=NOW)
        year = year_for(session, desa, 2011)
        draft = draf.start(session, who, flow("usulan"), year, desa, kunci="matriks")
        papers = select(Naskah).where(Naskah.wilayah_kode == str(desa))
        paper = session.scalars(papers.where(Naskah.jenis == "ba_musrenbangdes")).one()
        bpd = akun.find_user(session, "bpd.sini")
        assert bpd is not None
        ends = NOW + timedelta(days=30)
        secret = akun.create_token(session, act, bpd, P.BPD, desa, nama="uji", berakhir=ends)
        session.flush()
        usulan_id = session.scalars(select(Usulan.id).where(Usulan.desa_kode == str(desa))).first()
        objek = f"usulan:{usulan_id}"
        picture = foto.Gambar(sha256=store.put(keadaan.scan()), ukuran=1)
        pinned = foto.add(session, who, foto.find(session, objek), picture)
        token = akun.token_with(session, secret)
        assert token is not None
        groups = select(Musyawarah.id).where(
            Musyawarah.wilayah_kode == str(desa), Musyawarah.tahun_id == year.id,
            Musyawarah.jenis == "pertemuan_pkd",
        )  # fmt: skip
        planned = select(UsulanRpjm.id).join(UsulanRpjm.rpjm).where(Rpjm.desa_kode == str(desa))
        return {
            "tahun": 2011, "draf_id": draft.id, "langkah": "kegiatan", "slug": "usulan",
            "usulan_id": usulan_id, "foto_id": pinned.id, "objek": objek, "naskah_id": paper.id,
            "kode_pokir": _wish(session, act, year), "lain_id": usulan_id,
            "usulan_kode": session.get_one(Usulan, usulan_id).kode,
            "kelompok": f"d{dusun_of(session, desa)[0].id}",
            "berkas_id": paper.docx_id, "jenis": "ba_musrenbangdes", "bentuk": "csv",
            "user_id": bpd.id, "tugas_id": bpd.tugas[0].id, "token_id": token.id,
            "kunci": "max_usulan_blm_per_desa", "alat": "sketsa",
            "musyawarah_id": session.scalars(groups).first(),
            "usulan_rpjm_id": session.scalars(planned).first(),
            "baris_id": _budget_line(session, year.id),
            "kerja": "naskah_wilayah", "pekerjaan_kode": _finished_job(session, store), "nomor": 1,
            "potret_kode": _picture(session, store), "saring_id": 1,
        }  # fmt: skip


def _picture(session: Session, store: Gudang) -> str:
    """A kept picture of the kecamatan's list."""
    place, who = RegionCode(OWN[Level.KECAMATAN]), Act(oleh=akun.system(), pada=NOW)
    bahan = unduhan.gather(session, who, year_for(session, place, 2011), Saring(), (place,))
    return potret.take(potret.Tempat(work=lambda: nullcontext(session), store=store), who, bahan)


def _budget_line(session: Session, year_id: int) -> int:
    """A line of the village's budget, which Bappeda sees too."""
    line = BarisAnggaran(
        tahun_id=year_id, wilayah_kode=OWN[Level.DESA], jenis="apb_desa", kunci="matriks",
        kegiatan="Honor", pagu=1, keadaan="parkir", dibuat=NOW,
    )  # fmt: skip
    session.add(line)
    session.flush()
    return line.id


def _finished_job(session: Session, store: Gudang) -> str:
    """A job of the kecamatan that somebody asked for who asks no more, with a file."""
    place, pada = RegionCode(OWN[Level.KECAMATAN]), NOW - timedelta(days=1)
    asker = akun.create_user(
        session, Act(oleh=akun.system(), pada=NOW), "peminta", "Ibu Peminta", PASSWORD, hasher=QUICK
    )
    session.flush()
    held = Penugasan(peran=P.CAMAT, wilayah=place, mulai=date(2011, 1, 1))
    who = Act(oleh=Pelaku(id=asker.id, nama=asker.nama, penugasan=(held,)), pada=pada)
    kind, year = jenis_pekerjaan.kind("naskah_wilayah", place), year_for(session, place, 2011)
    made = pekerjaan.ask(session, who, kind, year, place)
    klaim = pekerjaan.claim(session, pada)
    assert klaim is not None
    file = pekerjaan.Hasil(nama="a.zip", tipe="application/zip", sha256=store.put(b"a"), ukuran=1)
    pekerjaan.finish(session, who, klaim, [file], [])
    return made.kode


def addresses(app: Flask, args: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(endpoint, method, path) for everything that needs a right at a place."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api") or rule.endpoint in (
            OPEN_TO_ALL | OPEN_TO_ANYBODY_SIGNED_IN
        ):
            continue
        path = str(rule)
        level = Level.KABUPATEN if path.startswith(("/kabupaten", "/jejak")) else Level.DESA
        if path.startswith("/kecamatan"):
            level = Level.KECAMATAN
        here = {**args, "kode": OWN[level]}
        if rule.endpoint in AT_EVERY_LEVEL and level is not Level.DESA:
            continue  # those of the kecamatan and the kabupaten are asked for below
        if rule.endpoint in AT_KECAMATAN and level is Level.KABUPATEN:
            continue
        filled = re.sub(
            r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", lambda m, here=here: str(here[m.group(1)]), path
        )
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield rule.endpoint, method, filled


# Last, because they change what the others need: users shut out, roles ended, drafts thrown away.
DESTRUCTIVE = {
    "formulir.kirim_draf": 1, "formulir.buang": 2, "pengguna.akhiri_tugas": 3,
    "pengguna.sandi_baru": 4, "pengguna.ubah_status": 5, "kunci.cabut": 6,
}  # fmt: skip


def ordered(app: Flask, args: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    found = addresses(app, args)
    return sorted(found, key=lambda one: (DESTRUCTIVE.get(one[0], 0), one))


def entered(app: Flask, name: str) -> Browser:
    browser: Browser = app.test_client()
    assert browser.enter(name, PASSWORD).status_code == 303
    return browser


def ask(browser: Browser, method: str, path: str, mark: str) -> int:
    if method == "GET":
        return browser.get(path).status_code
    headers = {"Origin": "http://localhost"}
    return browser.post(path, data={"csrf_token": mark}, headers=headers).status_code


@pytest.mark.parametrize("peran", list(Peran))
def test_a_role_may_at_its_own_place_what_the_table_says(
    world: tuple[Flask, dict[str, Any]], peran: Peran
):
    app, args = world
    browser = entered(app, f"{peran.value}.sini")
    mark = browser.mark()
    wrong = []
    for endpoint, method, path in ordered(app, args):
        allowed = peran in TABLE[endpoint, method]
        if allowed and endpoint in DESTRUCTIVE:
            continue  # what it does is tested where it belongs; here it would end the others
        status = ask(browser, method, path, mark)
        # a village role does not even learn that the kecamatan's page exists
        refused = {403, 404}
        if (status not in refused) is not allowed:
            wrong.append(f"{method} {path} gives {status}, allowed: {allowed}")
    assert wrong == []


@pytest.mark.parametrize("peran", list(Peran))
def test_a_role_elsewhere_sees_nothing_of_this_village(
    world: tuple[Flask, dict[str, Any]], peran: Peran
):
    app, args = world
    browser = entered(app, f"{peran.value}.lain")
    mark = browser.mark()
    wrong = [
        f"{method} {path} gives {status}"
        for _, method, path in ordered(app, args)
        if (status := ask(browser, method, path, mark)) != 404
    ]
    assert wrong == []


def test_nobody_gets_in_without_signing_in(world: tuple[Flask, dict[str, Any]]):
    app, args = world
    wrong = [
        f"{method} {path} gives {status}"
        for _, method, path in ordered(app, args)
        if (status := ask(app.test_client(), method, path, "")) not in {302, 401}
    ]
    assert wrong == []


def test_the_kecamatans_papers_belong_to_the_kecamatan(world: tuple[Flask, dict[str, Any]]):
    app, _ = world
    with app.extensions["musren"].database.read() as session:
        spc = session.scalars(select(Naskah.id).where(Naskah.jenis == "spc")).one()
    paths = ["/kecamatan/99.01.01/2011/naskah", f"/naskah/{spc}", "/naskah/spc/99.01.01/2011"]
    for peran in Peran:
        browser = entered(app, f"{peran.value}.sini")
        seen = {path: browser.get(path).status_code for path in paths}
        expected = {200, 302, 303} if peran in ABOVE else {403, 404}
        assert set(seen.values()) <= expected, (peran, seen)


def test_every_address_stands_in_the_table(world: tuple[Flask, dict[str, Any]]):
    app, args = world
    asked = {(endpoint, method) for endpoint, method, _ in addresses(app, args)}
    assert asked == set(TABLE)


def test_a_draft_of_the_village_is_still_there(world: tuple[Flask, dict[str, Any]]):
    """The matrix asked for much and was refused much; nothing of it was lost."""
    app, args = world
    with app.extensions["musren"].database.read() as session:
        assert session.get_one(Draf, args["draf_id"]).status == "terbuka"
