"""Grouping of problems (Panduan II.D.1): the same problem told twice is merged into one."""

from collections.abc import Mapping


def merge_errors(induk: Mapping[str, str]) -> dict[str, str]:
    """Return one sentence per `kode` that cannot be merged as wished.

    `induk` maps the code of every problem to the code it is merged into, "" for one that stands
    for itself. A problem that is merged away takes no others: no chains, no circles.
    """
    return {kode: told for kode, ke in induk.items() if ke and (told := _salah(kode, ke, induk))}


def _salah(kode: str, ke: str, induk: Mapping[str, str]) -> str:
    if ke not in induk:
        return (
            f"Kode “{ke}” tidak ada. Tulis kode yang tertulis di depan masalahnya, misalnya M-001."
        )
    if ke == kode:
        return "Masalah tidak dapat digabung ke dirinya sendiri. Kosongkan, atau isi kode lain."
    if induk[ke]:
        return (
            f"Masalah {ke} sendiri digabung ke {induk[ke]}. Gabungkan langsung ke masalah yang "
            "dipertahankan."
        )
    return ""
