"""Papers: what must come first, numbers only at issue, frozen facts, successors."""

import hashlib
import io
import re
from datetime import date
from zipfile import ZipFile

import pytest
from docx import Document
from sqlalchemy import func, select

from musren.domain.errors import Conflict, Invalid, NotFound, NotReady
from musren.domain.peran import Hak, Peran
from musren.models.jejak import Jejak
from musren.models.naskah import Naskah, Register
from musren.papers.render import PaperHoles
from musren.services import naskah, terbit
from tests import dunia
from tests.dunia import KECAMATAN, SUKAMAJU, SUKAMULYA, agree, hold, kinds, village


@pytest.fixture
def met(session, tahun):
    """A village that has met; nothing is issued yet."""
    hold(session, tahun, agree(village(session, tahun)))
    return tahun


def numbers(session):
    return {r.kode: r.terakhir for r in session.scalars(select(Register))}


# --- gates --------------------------------------------------------------------------------------


@pytest.mark.parametrize("jenis", ["daftar_hadir", "ba_musrenbangdes", "sk_rkp_desa"])
def test_before_the_meeting_nothing_is_issued(session, tahun, kantor, jenis):
    village(session, tahun)
    with pytest.raises(NotReady):
        kantor.issue(tahun, jenis)
    assert numbers(session) == {}


def test_the_sk_needs_the_berita_acara_and_then_its_signatures(session, met, kantor):
    with pytest.raises(NotReady, match="belum diterbitkan"):
        kantor.issue(met, "sk_rkp_desa")
    ba = kantor.issue(met, "ba_musrenbangdes")
    for signers in ([0], [1, 2], [3]):
        kantor.sign(ba, signers)
        with pytest.raises(NotReady, match=f"{ba.nomor} belum ditandatangani lengkap"):
            kantor.issue(met, "sk_rkp_desa")
    assert numbers(session) == {"ba_desa": 1}
    kantor.sign(ba, [4])
    assert kantor.issue(met, "sk_rkp_desa").fakta["berita_acara"]["nomor"] == ba.nomor


def test_the_spc_needs_the_signed_berita_acara_of_the_kecamatan(session, tahun, kantor):
    kantor.village_signed(tahun)
    dunia.hold_kecamatan(session, tahun)
    with pytest.raises(NotReady, match="belum diterbitkan"):
        kantor.issue(tahun, "spc", KECAMATAN)
    ba = kantor.issue(tahun, "ba_musrenbang_kecamatan", KECAMATAN)
    kantor.sign(ba, range(4))
    with pytest.raises(NotReady, match="belum ditandatangani lengkap"):
        kantor.issue(tahun, "spc", KECAMATAN)
    kantor.sign(ba, [4])
    assert kantor.issue(tahun, "spc", KECAMATAN).status == "terbit"


def test_a_proposal_nobody_decided_holds_the_berita_acara_back(session, met, kantor):
    dunia.propose(session, met)
    with pytest.raises(NotReady, match="1 usulan belum diputuskan"):
        kantor.issue(met, "ba_musrenbangdes")
    assert numbers(session) == {}


@pytest.mark.parametrize(
    ("jenis", "place"),
    [("spc", SUKAMAJU), ("ba_musrenbangdes", KECAMATAN), ("perdes", SUKAMAJU),
     ("daftar_hadir", dunia.KABUPATEN)],
)  # fmt: skip
def test_a_paper_that_does_not_belong_to_a_place_is_not_issued_there(
    session, met, kantor, jenis, place
):
    order = naskah.Order(jenis=jenis, tanggal=date(2011, 1, 17), kunci="k")
    with pytest.raises(NotFound):
        terbit.issue(kantor.office, dunia.act(session, Peran.KEPALA_DESA), met.id, place, order)


@pytest.mark.parametrize(
    ("jenis", "place", "right"),
    [
        ("daftar_hadir", SUKAMAJU, Hak.TERBITKAN_BA_DESA),
        ("ba_musrenbangdes", SUKAMAJU, Hak.TERBITKAN_BA_DESA),
        ("sk_rkp_desa", SUKAMAJU, Hak.TERBITKAN_SK),
        ("daftar_hadir", KECAMATAN, Hak.TERBITKAN_BA_KECAMATAN),
        ("ba_musrenbang_kecamatan", KECAMATAN, Hak.TERBITKAN_BA_KECAMATAN),
        ("spc", KECAMATAN, Hak.TERBITKAN_SPC),
    ],
)
def test_each_paper_asks_for_its_own_right(jenis, place, right):
    assert naskah.right_to_issue(jenis, place) is right


# --- who signs ----------------------------------------------------------------------------------


def test_the_signers_are_exactly_those_of_the_panduan(session, tahun, kantor):
    kantor.village_signed(tahun)
    papers = [naskah.in_force(session, tahun, SUKAMAJU, "ba_musrenbangdes")]
    papers += [kantor.issue(tahun, jenis) for jenis in ("daftar_hadir", "sk_rkp_desa")]
    dunia.hold_kecamatan(session, tahun)
    papers += [kantor.signed(tahun, "ba_musrenbang_kecamatan", KECAMATAN)]
    papers += [kantor.issue(tahun, jenis, KECAMATAN) for jenis in ("daftar_hadir", "spc")]
    told = {
        (p.jenis, str(p.wilayah_kode)): [(t.jabatan, t.nama) for t in p.tanda_tangan]
        for p in papers
    }
    village_head, camat = ("Kepala Desa Sukamaju", "Ahmad Sukri"), (
        "Camat Sukaraya", "Drs. Bambang Haryadi",
    )  # fmt: skip
    assert told == {
        ("daftar_hadir", str(SUKAMAJU)): [village_head, ("Pimpinan Musyawarah", "Peserta 10")],
        ("ba_musrenbangdes", str(SUKAMAJU)): [
            village_head, ("Pimpinan Musyawarah", "Peserta 10"),
            *(("Wakil Masyarakat", f"Peserta {n}") for n in (1, 2, 3)),
        ],
        ("sk_rkp_desa", str(SUKAMAJU)): [village_head],
        ("daftar_hadir", str(KECAMATAN)): [camat, ("Pimpinan Musyawarah", "Peserta 7")],
        ("ba_musrenbang_kecamatan", str(KECAMATAN)): [
            camat, ("Pimpinan Musyawarah", "Peserta 7"),
            *(("Wakil Utusan Desa", f"Peserta {n}") for n in (4, 5, 6)),
        ],
        ("spc", str(KECAMATAN)): [camat],
    }  # fmt: skip
    assert [t.nip for t in papers[-1].tanda_tangan] == ["19650312 199003 1 004"]


# --- numbers ------------------------------------------------------------------------------------


def words_of(content):
    """All the text of a Word file, headers too."""
    with ZipFile(io.BytesIO(content)) as word:
        parts = [word.read(n).decode() for n in word.namelist() if n.startswith("word/")
                 and n.endswith(".xml")]  # fmt: skip
    return " ".join(re.sub("<[^>]+>", "", part) for part in parts)


def test_a_preview_takes_no_number_and_shows_that_it_is_a_draft(session, met, kantor_asli):
    content = naskah.preview(session, met, SUKAMAJU, "ba_musrenbangdes", date(2011, 1, 17))
    assert "DRAF" in words_of(content)
    assert numbers(session) == {}
    assert session.scalar(select(func.count()).select_from(Naskah)) == 0
    paper = kantor_asli.issue(met, "ba_musrenbangdes")
    told = words_of(kantor_asli.store.get(paper.docx.sha256))
    assert "DRAF" not in told
    assert paper.nomor in told


def test_a_failed_issue_takes_no_number(session, met, kantor):
    with pytest.raises(Invalid) as refused:
        kantor.issue(met, "ba_musrenbangdes", tanggal=date(2011, 1, 16))
    assert "sebelum tanggal musyawarahnya" in refused.value.errors["tanggal"]
    assert numbers(session) == {}
    assert kantor.issue(met, "ba_musrenbangdes").nomor_urut == 1


def test_a_hole_in_the_paper_takes_no_number(session, met, kantor, tmp_path):
    word = Document()
    word.add_paragraph("{{ musyawarah.catatan }}")
    folder = tmp_path / "kantor" / "ba_musrenbangdes"
    folder.mkdir(parents=True)
    word.save(str(folder / "template.docx"))
    kantor.templates = tmp_path / "kantor"
    with pytest.raises(PaperHoles, match="catatan"):
        kantor.issue(met, "ba_musrenbangdes")
    assert numbers(session) == {}


def test_numbers_run_in_each_register_of_each_office(session, tahun, kantor):
    for place in (SUKAMAJU, SUKAMULYA):
        kantor.village_signed(tahun, place)
        kantor.issue(tahun, "sk_rkp_desa", place)
    told = session.execute(
        select(Naskah.wilayah_kode, Naskah.register_kode, Naskah.nomor).order_by(Naskah.id)
    )
    assert [tuple(row) for row in told] == [
        (str(SUKAMAJU), "ba_desa", "414.2/001/BA/Ds.Sukamaju/I/2011"),
        (str(SUKAMAJU), "sk_desa", "141/01/KEP/Ds.Sukamaju/2011"),
        (str(SUKAMULYA), "ba_desa", "414.2/001/BA/Ds.Sukamulya/I/2011"),
        (str(SUKAMULYA), "sk_desa", "141/01/KEP/Ds.Sukamulya/2011"),
    ]


def test_an_attendance_list_has_no_number(met, kantor):
    paper = kantor.issue(met, "daftar_hadir")
    assert (paper.nomor, paper.nomor_urut, paper.register_kode) == (None, None, None)
    assert paper.status == "terbit"


def test_the_number_stands_in_the_frozen_facts(met, kantor):
    paper = kantor.issue(met, "ba_musrenbangdes")
    assert paper.fakta["nomor"] == paper.nomor
    assert paper.fakta["tanggal_surat"] == "2011-01-17"
    assert paper.fakta["draf"] is False


# --- the same order again -----------------------------------------------------------------------


def test_the_same_form_key_is_the_same_paper(session, met, kantor):
    first = kantor.issue(met, "ba_musrenbangdes", kunci="k1")
    again = kantor.issue(met, "ba_musrenbangdes", kunci="k1")
    assert again.id == first.id
    assert numbers(session) == {"ba_desa": 1}


@pytest.mark.parametrize("changed", [{"jenis": "daftar_hadir"}, {"tanggal": date(2011, 1, 18)}])
def test_a_form_key_that_ordered_something_else_is_a_conflict(session, met, kantor, changed):
    kantor.issue(met, "ba_musrenbangdes", kunci="k1")
    with pytest.raises(Conflict, match="sudah dipakai"):
        kantor.issue(met, **({"jenis": "ba_musrenbangdes", "kunci": "k1"} | changed))
    assert numbers(session) == {"ba_desa": 1}


def test_a_form_key_of_another_village_gives_nothing_away(session, met, kantor):
    kantor.issue(met, "ba_musrenbangdes", kunci="k1")
    hold(session, met, agree(village(session, met, SUKAMULYA)), SUKAMULYA)
    with pytest.raises(Conflict):
        kantor.issue(met, "ba_musrenbangdes", SUKAMULYA, kunci="k1")


def test_a_second_paper_beside_the_one_in_force_is_refused(met, kantor):
    first = kantor.issue(met, "ba_musrenbangdes")
    with pytest.raises(Conflict, match=first.nomor):
        kantor.issue(met, "ba_musrenbangdes")


# --- frozen -------------------------------------------------------------------------------------


def test_a_paper_is_rebuilt_with_the_same_bytes_after_everything_changed(session, met, kantor_asli):
    paper = kantor_asli.issue(met, "ba_musrenbangdes")
    issued, print_of = kantor_asli.store.get(paper.docx.sha256), paper.fakta_sha256
    changed = dunia.PROFIL | {"kepala_desa_nama": "Orang Baru", "alamat_kantor": "Jalan Lain"}
    dunia.fill(session, dunia.act(session, Peran.KPMD), "profil-desa", met, SUKAMAJU, changed)
    for one in session.scalars(select(dunia.Usulan)):
        one.kegiatan, one.biaya = "Diganti diam-diam", 1
    session.flush()
    session.expire_all()
    assert terbit.rebuild(kantor_asli.store, paper) == issued
    assert hashlib.sha256(issued).hexdigest() == paper.docx.sha256
    assert naskah.fingerprint(paper.fakta) == paper.fakta_sha256 == print_of
    assert paper.fakta["penandatangan"]["kepala_desa"]["nama"] == "Ahmad Sukri"


def test_a_template_changed_afterwards_changes_no_paper(met, kantor_asli, templat_pendek):
    paper = kantor_asli.issue(met, "daftar_hadir")
    kantor_asli.templates = templat_pendek
    issued = kantor_asli.store.get(paper.docx.sha256)
    assert terbit.rebuild(kantor_asli.store, paper) == issued


# --- successors ---------------------------------------------------------------------------------


def test_a_replaced_paper_keeps_its_number_and_its_successor_names_it(session, met, kantor):
    first = kantor.issue(met, "ba_musrenbangdes")
    second = kantor.issue(met, "ba_musrenbangdes", mengganti=first.id, alasan="Salah nama")
    assert (first.status, first.nomor_urut, second.nomor_urut) == ("diganti", 1, 2)
    assert (second.menggantikan_id, second.alasan_ganti) == (first.id, "Salah nama")
    assert naskah.in_force(session, met, SUKAMAJU, "ba_musrenbangdes").id == second.id
    assert [p.id for p in naskah.of_place(session, met, SUKAMAJU)] == [first.id, second.id]


@pytest.mark.parametrize("alasan", ["", "   "])
def test_a_successor_says_why(met, kantor, alasan):
    first = kantor.issue(met, "ba_musrenbangdes")
    with pytest.raises(Invalid) as refused:
        kantor.issue(met, "ba_musrenbangdes", mengganti=first.id, alasan=alasan)
    assert "alasan" in refused.value.errors
    assert first.status == "terbit"


def test_only_the_paper_in_force_is_replaced(met, kantor):
    first = kantor.issue(met, "ba_musrenbangdes")
    kantor.issue(met, "ba_musrenbangdes", mengganti=first.id, alasan="Salah nama")
    with pytest.raises(Conflict, match="sudah tidak berlaku"):
        kantor.issue(met, "ba_musrenbangdes", mengganti=first.id, alasan="Lagi")


def test_a_berita_acara_that_is_signed_or_relied_on_is_not_replaced(session, met, kantor):
    ba = kantor.signed(met, "ba_musrenbangdes")
    with pytest.raises(Conflict, match="sudah masuk ke kecamatan"):
        kantor.issue(met, "ba_musrenbangdes", mengganti=ba.id, alasan="Salah")
    sk = kantor.issue(met, "sk_rkp_desa")
    with pytest.raises(Conflict, match=sk.nomor):
        kantor.issue(met, "ba_musrenbangdes", mengganti=ba.id, alasan="Salah")


def test_a_decree_may_be_replaced_and_settles_nothing_twice(session, met, kantor):
    kantor.signed(met, "ba_musrenbangdes")
    first = kantor.issue(met, "sk_rkp_desa")
    kantor.issue(met, "sk_rkp_desa", mengganti=first.id, alasan="Salah ketik")
    states = session.scalars(select(dunia.Usulan.status).order_by(dunia.Usulan.id)).all()
    assert states == ["ditetapkan", "diteruskan", "diteruskan"]


def test_issuing_leaves_a_trace_with_the_role(session, met, kantor):
    paper = kantor.issue(met, "ba_musrenbangdes")
    told = session.scalars(select(Jejak).where(Jejak.tindakan == "terbitkan_naskah")).one()
    assert (told.objek, told.peran) == (f"naskah:{paper.id}", "kepala_desa")
    assert told.rincian == {"jenis": "ba_musrenbangdes", "nomor": paper.nomor}


def test_a_paper_that_is_not_there_is_said_so(session, tahun):
    with pytest.raises(NotFound):
        naskah.get(session, 999_999)


def test_the_sk_settles_only_what_stays_in_the_village(session, tahun, kantor):
    kantor.village_signed(tahun, given=kinds("add", "blm", "apbd", "swadaya", "lain"))
    kantor.issue(tahun, "sk_rkp_desa")
    states = session.execute(select(dunia.Usulan.kegiatan, dunia.Usulan.status))
    assert {k.split()[0]: s for k, s in states} == {
        "Gorong-gorong": "ditetapkan", "Rabat": "diteruskan", "Pengaspalan": "diteruskan",
        "Bersih": "ditetapkan", "Sumur": "ditetapkan",
    }  # fmt: skip
