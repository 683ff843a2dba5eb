"""The workbook of a whole kabupaten or kecamatan, made beside the requests."""

from musren.jobs.konteks import Konteks
from musren.services import potret, unduhan
from musren.services.daftar import Saring

STEPS = 2


def buku_kabupaten(konteks: Konteks) -> None:
    """The filtered list as xlsx, exactly as the download of the same filters."""
    konteks.progress(0, STEPS, "Membaca daftar usulan")
    saring = Saring(**konteks.isian.get("saring", {}))
    with konteks.read() as session:
        year = konteks.year(session)
        bahan = unduhan.gather(session, konteks.act, year, saring, (konteks.place,))
    konteks.progress(1, STEPS, f"Menyusun buku kerja dari {len(bahan.baris)} usulan")
    tempat = potret.Tempat(work=konteks.write, store=konteks.store)
    made = potret.download(tempat, konteks.act, bahan, "xlsx")
    konteks.cancelled()
    konteks.put(made.nama, made.tipe, made.isi)
    konteks.progress(STEPS, STEPS)
