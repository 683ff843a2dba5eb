"""What each kind of job does; how it is called and who may ask stands in `jenis_pekerjaan`.

To add a kind: a `JenisPekerjaan` in `services/jenis_pekerjaan.py`, and here, under the same key, a
function that takes a `Konteks`. A guard test sees to it that both are there.
"""

from collections.abc import Mapping

from musren.jobs.buku_kabupaten import buku_kabupaten
from musren.jobs.kabar_wilayah import kabar_wilayah
from musren.jobs.mesin import Kerja
from musren.jobs.naskah_wilayah import naskah_wilayah

KERJA: Mapping[str, Kerja] = {
    "naskah_wilayah": naskah_wilayah,
    "buku_kabupaten": buku_kabupaten,
    "kabar_wilayah": kabar_wilayah,
}
