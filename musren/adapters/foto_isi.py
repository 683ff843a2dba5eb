"""What a handed-in photo really is; run as a program it shrinks standard input, shut in."""

import sys

from musren.adapters.pindaian_gambar import small_photo
from musren.adapters.pindaian_isi import PHOTOS, Scan, answer, kind_of
from musren.domain.errors import Invalid, MusrenError

BROKEN = (
    "Foto rusak atau tidak utuh, jadi tidak dapat dibuka. "
    "Ambillah ulang fotonya, lalu unggah kembali."
)


def shrunk(content: bytes, longest: int) -> Scan:
    """The photo as a bare JPEG; anything wrong with the content is Invalid or TooLarge."""
    kind_of(content, PHOTOS)
    try:
        return Scan("image/jpeg", small_photo(content, longest), 1)
    except MusrenError:
        raise
    except Exception as error:  # whatever a hostile file makes a decoder raise
        raise Invalid(BROKEN) from error


if __name__ == "__main__":
    answer(lambda content: shrunk(content, int(sys.argv[1])))
