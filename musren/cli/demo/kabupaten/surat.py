"""Issuing and signing many papers through the service, inside one transaction of a place."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from musren.cli.demo.langkah import form_key, scan_of
from musren.cli.ruang import Ruang
from musren.domain.peran import Act
from musren.domain.wilayah import RegionCode
from musren.models.tahun import Tahun
from musren.papers.kinds import template
from musren.services import naskah, terbit


class _Passed(frozenset[str]):
    """Facts that need no trial: a paper with holes fails at its rendering, with its place."""

    __slots__ = ()

    def __contains__(self, mark: object) -> bool:
        return isinstance(mark, str)


@dataclass(frozen=True, kw_only=True)
class Meja:
    """Where the papers of a place are made while its transaction is open.

    Whatever goes wrong undoes the whole place, so a paper never keeps a number without its file.
    """

    room: Ruang
    session: Session
    year: Tahun
    place: RegionCode

    def issue(self, act: Act, jenis: str, day: date) -> int:
        """Take the number, freeze the facts, render and keep the Word file; returns the id."""
        office = terbit.Office(
            work=lambda: nullcontext(self.session), store=self.room.gudang,
            templates=self.room.settings.templates_dir,
        )  # fmt: skip
        word = template(jenis, office.templates)
        office.store.put(word)
        trial = naskah.Trial(word=word, pictures=office.store.get, passed=_Passed())
        order = naskah.Order(
            jenis=jenis, tanggal=day, kunci=form_key("peragaan", jenis, self.year.tahun, self.place)
        )
        paper = terbit.reserve(office, act, self.year.id, self.place, order, trial)
        terbit.finish(office, act, paper)
        return paper

    def sign(self, act: Act, paper_id: int, day: date) -> None:
        """Everybody signs on paper; the scan comes back the same day.

        The sheet is drawn here, so it needs no examination in a process of its own.
        """
        paper = naskah.get(self.session, paper_id)
        if paper.status == "ditandatangani":  # a play that was interrupted goes on
            return
        content = scan_of(paper.nomor or paper.jenis)
        scan = terbit.Scan(
            sha256=self.room.gudang.put(content), tipe="image/png", ukuran=len(content)
        )
        signed = {one.id: day for one in paper.tanda_tangan}
        terbit.record_signatures(self.session, act, paper, scan, signed)
