"""The consolidated list of a kabupaten as a file."""

from flask import Response

from musren.api import baca, dokumen, unit_of_work
from musren.api.access import need
from musren.api.baca import ApiSchema
from musren.api.skema import STATUS, tahun
from musren.api.tepi import tepi
from musren.api.unduhan import file_answer
from musren.api.usulan import visible_places
from musren.domain.peran import Hak
from musren.forms.fields import Choice, Text
from musren.forms.pilihan import Option
from musren.integration.corong import TAHAP
from musren.services import potret, unduhan
from musren.services.daftar import Saring
from musren.services.tahun import year_for
from musren.services.unduhan import TIPE

TAHAPAN = tuple(Option(kunci, nama) for kunci, nama in TAHAP.items())
YA_TIDAK = (Option("ya", "Ya"), Option("tidak", "Tidak"))
BENTUK = tuple(Option(name, name.upper()) for name in ("json", "csv", "xlsx"))
FILTERS = (
    "kecamatan", "desa", "sumber", "status", "bidang", "skpd", "asal", "putusan", "teks", "tahap",
    "perempuan",
)  # fmt: skip


class TanyaEkspor(ApiSchema):
    kabupaten = Text("Kode kabupaten", batas=40, contoh="99.01")
    tahun = tahun()
    format = Choice("Bentuk berkas", pilihan=BENTUK, wajib=False, kosong="json")
    kecamatan = Text("Kode kecamatan", wajib=False, batas=40)
    desa = Text("Kode desa", wajib=False, batas=40)
    sumber = Text("Sumber dana", wajib=False, batas=40)
    status = Choice("Status", pilihan=STATUS, wajib=False)
    bidang = Text("Bidang", wajib=False)
    skpd = Text("SKPD", wajib=False)
    asal = Text("Asal usulan", wajib=False, batas=40)
    putusan = Text(
        "Putusan",
        "disepakati, ditunda, ditolak (tidak disepakati), atau belum.",
        wajib=False,
        batas=40,
    )
    teks = Text("Kata yang dicari", wajib=False, batas=100)
    tahap = Choice("Tahap yang sudah dicapai", pilihan=TAHAPAN, wajib=False)
    perempuan = Choice("Usulan perempuan", pilihan=YA_TIDAK, wajib=False)


@tepi.route("/v1/ekspor/bappeda", endpoint="ekspor_bappeda")
@need(Hak.UNDUH_DAFTAR)
@tepi.response(200, {"type": "object"}, content_type="application/json", description="Berkas")
@tepi.doc(
    operationId="ekspor_bappeda", summary="Unduh daftar untuk Bappeda",
    description="Daftar usulan di wilayah kunci ini sebagai JSON, CSV, atau buku kerja, dengan "
    "jumlah kendali. Unduhan tercatat dalam jejak.",
    parameters=dokumen.asked(TanyaEkspor),
    responses={
        **dokumen.may_fail(401, 403, 404, 422),
        "200": {
            "content": {
                "application/json": {"schema": {"type": "object"}},
                "text/csv": {"schema": {"type": "string"}},
                TIPE["xlsx"]: {"schema": {"type": "string", "format": "binary"}},
            }
        },
    },
    tags=["Ekspor"],
)  # fmt: skip
def bappeda() -> Response:
    given = baca.query(TanyaEkspor)
    session, act = unit_of_work.reading(), unit_of_work.act()
    places = visible_places(session, given, Hak.UNDUH_DAFTAR)
    year = year_for(session, places[0], given["tahun"])
    chosen = Saring(**{name: given[name] for name in FILTERS})
    bahan = unduhan.gather(session, act, year, chosen, places)
    unit_of_work.release()  # nobody waits while the file is made
    tempat = potret.Tempat(work=unit_of_work.work, store=unit_of_work.office().store)
    made = potret.download(tempat, act, bahan, given["format"])
    return file_answer(made.isi, name=made.nama, tipe=made.tipe)
