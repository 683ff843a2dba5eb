"""Pictures in Word papers: real drawings with words, the same bytes, photos or their absence."""

import hashlib
import io
import re
import shutil
import subprocess
import zipfile

import pytest
from docx import Document
from PIL import Image

from musren.domain.errors import NotFound
from musren.papers.contracts.gambar import BarisKalender, Foto, LembagaBagan, Sketsa
from musren.papers.gambar.photos import Unreadable, prepare
from musren.papers.gambar.samples import sample_photo
from musren.papers.placeholders import placeholders
from musren.papers.render import BrokenTemplate, PaperHoles, PhotosMissing, Purpose, render
from musren.papers.words import as_lines, texts

ISSUE, PREVIEW = Purpose.ISSUE, Purpose.PREVIEW
SHA = "a" * 64
SIMBOL = {"simbol": "rumah", "nama": "Balai", "jenis": "potensi", "x": 10, "y": 20}
KALENDER = [{"faktor": "Hama", "bulan": [0, 1, 2, 3] * 3}]
LEMBAGA = [{"nama": "BPD", "ukuran": 3, "jarak": 2, "sudut": None}]
FACTS = {
    "sketsa": {"foto": SHA, "simbol": [SIMBOL, {**SIMBOL, "jenis": "masalah", "x": 900}]},
    "kalender": KALENDER,
    "lembaga": LEMBAGA,
    "foto": [{"sha256": SHA, "keterangan": "Pertemuan"}, {"sha256": SHA, "keterangan": None}],
}
ALL = (
    "{{ sketsa|gambar_sketsa(160) }}",
    "{{ kalender|gambar_kalender(160) }}",
    "{{ lembaga|gambar_bagan(140) }}",
    "{%p for f in foto %}",
    "{{ f|gambar_foto(80) }}",
    "{%p endfor %}",
)
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def shapes(content):
    return Document(io.BytesIO(content)).inline_shapes


def media(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist() if "/media/" in name}


def alt(content):
    body = Document(io.BytesIO(content)).element.body
    return [picture.get("descr") for picture in body.iter(f"{WP}docPr")]


def photo(size=(1600, 1200), form="JPEG", **options):
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, form, **options)
    return out.getvalue()


@pytest.fixture
def full(word):
    return render(word(*ALL), FACTS, purpose=ISSUE, pictures=sample_photo)


def test_every_filter_gives_a_drawing_with_words(full):
    assert len(shapes(full)) == 5
    words = alt(full)
    assert words[0].startswith("Sketsa desa. 2 simbol: 1 potensi, 1 masalah")
    assert "Hama" in words[1]
    assert "BPD" in words[2]
    assert words[3:] == ["Pertemuan", "Foto"]


def test_a_drawing_is_as_wide_as_asked(full):
    assert [round(shape.width.mm) for shape in shapes(full)] == [160, 160, 140, 80, 80]
    assert all(shape.height.mm <= 220 for shape in shapes(full))


def test_the_same_photo_is_stored_once(full):
    assert sorted(media(full)) == [
        *("word/media/image1.jpg", "word/media/image2.png", "word/media/image3.png"),
        "word/media/image4.jpg",
    ]


def test_the_same_facts_give_the_same_bytes(word, full):
    assert render(word(*ALL), FACTS, purpose=ISSUE, pictures=sample_photo) == full


def test_drawing_ids_differ(full):
    body = Document(io.BytesIO(full)).element.body
    ids = [picture.get("id") for picture in body.iter(f"{WP}docPr")]
    assert len(set(ids)) == len(ids) == 5


def test_text_around_a_picture_stays(word):
    content = render(
        word("a {{ lembaga|gambar_bagan(100) }} z"), FACTS, purpose=ISSUE, pictures=sample_photo
    )
    assert texts(content) == ["a  z"]
    assert as_lines(content)[0].startswith("a z [gambar: Bagan kelembagaan. 1 lembaga")


def test_a_picture_may_stand_in_a_header(word):
    content = render(
        word("x", header="{{ foto[0]|gambar_foto(20, 20) }}"),
        FACTS,
        purpose=ISSUE,
        pictures=sample_photo,
    )
    header = Document(io.BytesIO(content)).sections[0].header
    assert len(list(header._element.iter(f"{WP}inline"))) == 1
    assert len(media(content)) == 1


@pytest.mark.parametrize("pictures", [None, "missing", "broken", "gone"])
def test_a_missing_photo_is_a_box_in_a_preview_and_a_refusal_at_issue(word, pictures):
    def missing(sha256):
        raise NotFound("Tidak ada.")

    def gone(sha256):
        raise FileNotFoundError(sha256)

    source = {"missing": missing, "broken": lambda _: b"bukan foto", "gone": gone}.get(pictures)
    content = render(word(*ALL), FACTS, purpose=PREVIEW, pictures=source)
    assert len(shapes(content)) == 5
    assert alt(content)[3] == "Foto tidak tersedia. Pertemuan"
    with pytest.raises(PhotosMissing) as caught:
        render(word(*ALL), FACTS, purpose=ISSUE, pictures=source)
    assert isinstance(caught.value, PaperHoles)
    assert caught.value.names == ("sketsa.foto", "foto[1]", "foto[2]")
    assert "3 foto tidak tersedia" in caught.value.message


def test_a_map_without_a_photo_may_be_issued(word):
    facts = {"sketsa": {"foto": None, "simbol": [SIMBOL]}}
    content = render(word("{{ sketsa|gambar_sketsa(100) }}"), facts, purpose=ISSUE)
    assert list(media(content)) == ["word/media/image1.png"]


def test_a_picture_of_nothing_is_a_hole_like_any_other(word):
    template = word("{{ kalender|gambar_kalender(160) }}")
    shown = texts(render(template, {"kalender": None}, purpose=PREVIEW))
    assert shown == ["[[belum diisi: kalender]]"]
    with pytest.raises(PaperHoles) as caught:
        render(template, {}, purpose=ISSUE)
    assert caught.value.names == ("kalender",)


def test_no_rows_are_a_picture_that_says_so(word):
    for name, expression in (("k", "k|gambar_kalender(160)"), ("b", "b|gambar_bagan(160)")):
        content = render(word(f"{{{{ {expression} }}}}"), {name: []}, purpose=ISSUE)
        assert "Belum ada" in alt(content)[0]


@pytest.mark.parametrize(
    "expression",
    [
        "kalender|gambar_sketsa(160)",
        "sketsa|gambar_kalender(160)",
        "foto[0].sha256|gambar_foto(80)",
        "foto[0]|gambar_foto('80')",
        "foto[0]|gambar_foto(0)",
        "foto[0]|gambar_foto(99999)",
        "foto[0]|gambar_foto(80, true)",
        "foto[0]|gambar_foto(80, 60, 40)",
    ],
)
def test_a_filter_used_wrongly_is_refused(word, expression):
    with pytest.raises(BrokenTemplate, match="Tag di dalam templat"):
        render(word(f"{{{{ {expression} }}}}"), FACTS, purpose=PREVIEW, pictures=sample_photo)


def test_a_picture_cannot_stand_in_the_title(word):
    with pytest.raises(BrokenTemplate, match="tidak di judul"):
        render(word("x", title="{{ lembaga|gambar_bagan(99) }}"), FACTS, purpose=PREVIEW)


@pytest.mark.parametrize(
    "text", ['"><w:p/>', "{{ 1 }} {_{ x }_}", "a\nb\tc", "<&>'\"", "\x07\x0c\ud800", "😀" * 999]
)
def test_typed_words_stay_words(word, text):
    facts = {
        "f": {"sha256": SHA, "keterangan": text},
        "l": [{"nama": text, "ukuran": 1, "jarak": 1}],
    }
    template = word("{{ f|gambar_foto(40) }}", "{{ l|gambar_bagan(90) }}")
    content = render(template, facts, purpose=ISSUE, pictures=sample_photo)
    assert len(shapes(content)) == 2
    expected = " ".join(re.sub("[\x00-\x1f\ud800]", " ", text).split())
    assert alt(content)[0].startswith(expected[:500] or "Foto")


def test_a_photo_keeps_within_its_greatest_height(word):
    content = render(
        word("{{ f|gambar_foto(80, 50) }}"),
        {"f": {"sha256": SHA, "keterangan": None}},
        purpose=ISSUE,
        pictures=lambda _: photo((600, 1200)),
    )
    shape = shapes(content)[0]
    assert (round(shape.width.mm), round(shape.height.mm)) == (25, 50)


def test_a_photo_is_turned_upright_stripped_and_shrunk():
    turned = Image.Exif()
    turned[0x0112] = 6
    turned[0x010E] = "rahasia"
    ready = prepare(photo((2400, 1200), exif=turned), 80, 200)
    picture = Image.open(io.BytesIO(ready.jpeg))
    assert (ready.width, ready.height) == picture.size == (630, 1260)
    assert not picture.getexif()
    assert b"rahasia" not in ready.jpeg


def test_a_small_photo_is_not_blown_up():
    assert prepare(photo((100, 50)), 80, 80).width == 100


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_photos_of_these_kinds_are_taken(form):
    assert prepare(photo((300, 200), form), 80, 80).aspect == pytest.approx(1.5)


def png_of_size(width, height):
    """A tiny PNG that claims to be huge."""
    content = bytearray(photo((1, 1), "PNG"))
    content[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    crc = __import__("zlib").crc32(bytes(content[12:29]))
    content[29:33] = crc.to_bytes(4, "big")
    return bytes(content)


@pytest.mark.parametrize(
    "content",
    [b"", b"x" * 100, photo()[:500], photo((8, 8), "GIF"), png_of_size(9000, 9000),
     png_of_size(60_000, 60_000)],
    ids=["empty", "noise", "cut", "gif", "large", "bomb"],
)  # fmt: skip
def test_what_is_no_photo_is_unreadable(content):
    with pytest.raises(Unreadable):
        prepare(content, 80, 80)


def test_a_picture_reads_all_it_must_be_given(word):
    names = placeholders(word(*ALL))
    assert {"sketsa.simbol[].x", "kalender[].bulan", "lembaga[].jarak", "foto[].sha256"} <= names
    assert "foto[]" in names
    assert "lembaga[].keterangan" not in names


def test_the_contract_of_drawn_facts():
    assert Sketsa().load({"simbol": []})["foto"] is None
    assert Foto().validate({"sha256": "../etc/passwd"})
    assert BarisKalender().validate({"faktor": "a", "bulan": [0] * 11})
    assert BarisKalender().validate({"faktor": "a", "bulan": [4] * 12})
    assert LembagaBagan().validate({"nama": "a", "ukuran": 6, "jarak": 1})
    assert LembagaBagan().load({"nama": "a", "ukuran": 5, "jarak": 1})["sudut"] is None


def test_the_sample_photo_never_changes():
    digest = {hashlib.sha256(sample_photo(name)).hexdigest() for name in ("a", "b")}
    assert len(digest) == 1
    assert prepare(sample_photo(""), 80, 80).width == 630


@pytest.mark.slow
def test_libreoffice_shows_all_pictures(full, tmp_path, soffice):
    reader = shutil.which("pdfimages")
    if reader is None:
        pytest.skip("no pdfimages here: apt install poppler-utils")
    source = tmp_path / "gambar.docx"
    source.write_bytes(full)
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [str(soffice), profile, "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(source)],
        check=True, timeout=120, capture_output=True,
    )  # fmt: skip
    listed = [reader, "-list", str(source.with_suffix(".pdf"))]
    shown = subprocess.run(listed, check=True, capture_output=True, text=True).stdout
    assert len(re.findall(r"^ +\d+ +\d+ image", shown, re.MULTILINE)) == 5
