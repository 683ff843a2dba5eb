"""Build the fictional kabupaten and measure how quickly its pages answer.

Run by hand: ``python benchmarks/kabupaten.py [FOLDER]``. A folder that holds a kabupaten already
is measured as it is. Every page is asked for several times; the table shows the fastest and the
median.
"""

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from flask.testing import FlaskClient

from musren.app import create_app
from musren.cli.demo.kabupaten.bangun import TAHUN, build
from musren.cli.demo.kabupaten.tempat import KABUPATEN
from musren.cli.demo.kabupaten.ukuran import Ukuran
from musren.cli.demo.orang import SANDI
from musren.cli.ruang import Ruang, ruang
from musren.settings import load

ROUNDS = 5
HOME = f"/kabupaten/{KABUPATEN}/{TAHUN}"
PAGES = (
    ("bappeda.02", "Beranda kabupaten", HOME),
    ("bappeda.02", "Daftar, halaman pertama", f"{HOME}/daftar"),
    ("bappeda.02", "Daftar, disaring SKPD", f"{HOME}/daftar?skpd=Dinas+Pekerjaan+Umum"),
    ("bappeda.02", "Daftar, dicari teks", f"{HOME}/daftar?teks=rabat+beton"),
    ("bappeda.02", "Papan musyawarah", f"{HOME}/papan"),
    ("bappeda.02", "Corong", f"{HOME}/corong"),
    ("bappeda.02", "Serapan", f"{HOME}/serapan"),
    ("bappeda.02", "Peta", f"{HOME}/peta"),
    ("bappeda.02", "Baris anggaran", f"{HOME}/anggaran"),
    ("bappeda.02", "Pokir", f"{HOME}/pokir"),
    ("bappeda.02", "Forum SKPD", f"{HOME}/forum"),
    ("camat.02.01", "Beranda kecamatan", f"/kecamatan/{KABUPATEN}.01/{TAHUN}"),
    ("kades.02.01.2001", "Beranda desa", f"/desa/{KABUPATEN}.01.2001/{TAHUN}"),
    ("kades.02.01.2001", "Usulan desa", f"/desa/{KABUPATEN}.01.2001/{TAHUN}/usulan"),
    ("kades.02.01.2001", "Serapan desa", f"/desa/{KABUPATEN}.01.2001/{TAHUN}/serapan"),
    ("kades.02.01.2001", "Halaman publik desa", f"/publik/{KABUPATEN}.01.2001"),
    ("bappeda.02", "Unduh xlsx", f"{HOME}/daftar.xlsx"),
    ("bappeda.02", "Unduh csv", f"{HOME}/daftar.csv"),
    ("bappeda.02", "Unduh json", f"{HOME}/daftar.json"),
)


def main(arguments: Sequence[str]) -> None:
    if arguments:
        measured(Path(arguments[0]))
        return
    with tempfile.TemporaryDirectory(prefix="musren-") as folder:
        measured(Path(folder))


def measured(folder: Path) -> None:
    with ruang(load({"MUSREN_DATA_DIR": str(folder)})) as room:
        began, used = time.perf_counter(), time.process_time()
        build(room, Ukuran(), tell=lambda told: print(told, file=sys.stderr))
        print(
            f"Membangun: {time.perf_counter() - began:.1f} detik, "
            f"{time.process_time() - used:.1f} detik prosesor"
        )
        pages(room)


def pages(room: Ruang) -> None:
    app = create_app(room.settings, room.database)
    clients: dict[str, FlaskClient] = {}
    print(f"{'Halaman':<26} {'tercepat':>9} {'median':>9} {'byte':>11}")
    for user, title, address in PAGES:
        if user not in clients:
            clients[user] = app.test_client()
            enter(clients[user], user)
        fastest, median, size = timed(clients[user], address)
        print(f"{title:<26} {fastest:>7.0f}ms {median:>7.0f}ms {size:>11,}")


def enter(client: FlaskClient, user: str) -> None:
    page = client.get("/masuk").get_data(as_text=True)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    form = {"csrf_token": token[1] if token else "", "nama_pengguna": user, "sandi": SANDI}
    answer = client.post("/masuk", data=form)
    if answer.status_code != 303:  # noqa: PLR2004  see other
        raise SystemExit(f"{user} cannot sign in: {answer.status}")


def timed(client: FlaskClient, address: str) -> tuple[float, float, int]:
    """Milliseconds, fastest and median, and the size of the answer."""
    taken, size = [], 0
    for _ in range(ROUNDS):
        began = time.perf_counter()
        answer = client.get(address)
        size = len(answer.get_data())
        taken.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:  # noqa: PLR2004  ok
            raise SystemExit(f"{address}: {answer.status}")
    return min(taken), statistics.median(taken), size


if __name__ == "__main__":
    main(sys.argv[1:])
