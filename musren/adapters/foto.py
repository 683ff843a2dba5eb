"""Photos as people hand them in: shrunk, upright, and with nothing of the camera left in them."""

from musren.adapters.pindaian import examined, megabytes
from musren.adapters.pindaian_isi import PHOTOS, kind_of
from musren.domain.errors import TooLarge

LONGEST, LONGEST_SMALL = 2000, 400
"""Points on the longer side of a kept photo, and of its thumbnail."""

TOO_COMPLEX = (
    "Foto ini terlalu besar atau rusak, jadi tidak dapat diperiksa. "
    "Ambillah ulang fotonya dengan ukuran lebih kecil, lalu unggah kembali."
)


def clean_photo(content: bytes, *, limit: int, longest: int = LONGEST) -> bytes:
    """Return the photo as a JPEG without place, time or device; `limit` is in bytes.

    It is judged by its content alone and opened in a process of its own, shut in. Raises TooLarge,
    Invalid, or Unavailable when that process cannot be started.
    """
    if len(content) > limit:
        raise TooLarge(
            f"Foto lebih besar dari batas {megabytes(limit)} MB. Kecilkan dahulu, "
            "atau ambil ulang dengan ukuran lebih kecil."
        )
    kind_of(content, PHOTOS)
    return examined(content, "musren.adapters.foto_isi", TOO_COMPLEX, str(longest)).content
