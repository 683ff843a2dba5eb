"""Changing stored things safely: versions compared, states moved along the declared table."""

from sqlalchemy.orm import Session

from musren.domain import teks
from musren.domain.bahasa import daftar
from musren.domain.errors import Conflict, NotAllowed
from musren.domain.peran import HAK, NAMA_PERAN, Act, Hak, Peran
from musren.domain.wilayah import RegionCode
from musren.integration.tahapan import TransitionRefused, may_move
from musren.models.usulan import RiwayatStatus, Usulan

LONGEST_REASON = 1000


def refuse_stale(stored_version: int | None, expected: int | None, what: str) -> None:
    """Refuse to overwrite what somebody else changed after the form was opened."""
    if stored_version != expected:
        raise Conflict(
            f"{what} sudah diubah dari tempat lain sejak formulir ini dibuka. Isian Anda masih "
            "tersimpan sebagai draf. Buka yang terbaru, bandingkan, lalu kirim lagi."
        )


def clean_reason(alasan: str) -> str:
    """A reason as it is kept; blank when only invisible signs were typed. Raises TextTooLong."""
    try:
        return teks.clean(alasan, multiline=True, limit=LONGEST_REASON)
    except teks.TextTooLong as reason:
        reason.errors["alasan"] = reason.message
        raise


def move(
    session: Session, act: Act, usulan: Usulan, ke: str, *, hak: Hak, alasan: str = ""
) -> None:
    """Move a proposal along the declared table and keep who, in which role, when and why.

    Raises TransitionRefused when the table has no such move or the move needs a reason,
    NotAllowed when the table gives it to other roles.
    """
    step, alasan = may_move(usulan.status, ke), clean_reason(alasan)
    if step.alasan_wajib and not alasan:
        raise TransitionRefused(f"Isi alasan untuk usulan “{usulan.kegiatan}”: {step.arti}")
    roles = act.oleh.roles_at(RegionCode.parse(usulan.desa_kode))
    role = next((r for r in roles if r in step.peran and r in HAK[hak]), None)
    if role is None:
        allowed = daftar([NAMA_PERAN[Peran(one)] for one in sorted(step.peran)])
        raise NotAllowed(f"{step.arti} Langkah ini dilakukan oleh {allowed}.")
    session.add(
        RiwayatStatus(
            usulan_id=usulan.id, dari=usulan.status, ke=step.ke.value,
            pelaku_id=act.oleh.id or None, peran=role.value, alasan=alasan,
            pada=act.pada,
        )
    )  # fmt: skip
    usulan.status = step.ke.value
    usulan.diubah = act.pada
