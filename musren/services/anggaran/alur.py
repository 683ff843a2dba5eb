"""What the forms of budgets and of progress do beside asking."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from musren.domain.peran import Act
from musren.domain.wilayah import RegionCode
from musren.services.anggaran import kemajuan, ketik
from musren.services.prefill import Start

STARTS: dict[str, Start] = {
    "baris-anggaran": ketik.start,
    "baris-apb-desa": ketik.start,
    "kemajuan": kemajuan.start,
}
HANDLERS: dict[str, Callable[..., str]] = {
    "baris-anggaran": ketik.submit,
    "baris-apb-desa": ketik.submit,
    "kemajuan": kemajuan.submit,
}
PENJAGA: dict[str, Callable[[Session, Act, RegionCode, str], None]] = {
    "kemajuan": kemajuan.refuse_another_agency,
}
