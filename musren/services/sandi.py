"""Passwords: which are good enough, and how they are kept."""

import secrets
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from musren.domain.errors import Invalid

SHORTEST, LONGEST = 10, 200

# What people try first; compared without case, blanks and figures at the end.
COMMONPLACE = frozenset(
    {
        "password", "passw0rd", "p@ssw0rd", "katasandi", "kata sandi", "rahasia", "rahasiaku",
        "administrator", "adminadmin", "qwerty", "qwertyuiop", "asdfghjkl", "zxcvbnm", "iloveyou",
        "indonesia", "indonesiaraya", "merdeka", "pancasila", "bismillah", "alhamdulillah",
        "sayangku", "cintaku", "kecamatan", "kabupaten", "kepaladesa", "kantordesa", "balaidesa",
        "musrenbang", "musrenbangdes", "pnpm", "pnpmmandiri", "bappeda", "desaku", "sukamaju",
    }
)  # fmt: skip
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another


def check(sandi: str, nama_pengguna: str) -> None:
    """Raises Invalid with a sentence for the field `sandi`."""
    told = _complaint(sandi, nama_pengguna)
    if told:
        raise Invalid(told, {"sandi": told})


def _complaint(sandi: str, nama_pengguna: str) -> str:
    if len(sandi) < SHORTEST:
        return (
            f"Kata sandi paling sedikit {SHORTEST} huruf atau angka; baru ada {len(sandi)}. "
            "Tiga kata yang tidak berkaitan mudah diingat dan cukup aman."
        )
    if len(sandi) > LONGEST:
        return f"Kata sandi paling panjang {LONGEST} huruf. Pendekkan."
    plain = "".join(sandi.casefold().split())
    if nama_pengguna and plain in {nama_pengguna, nama_pengguna * 2}:
        return "Kata sandi tidak boleh sama dengan nama pengguna. Pilih yang lain."
    word = plain.rstrip("0123456789!.@#-_")
    if len(set(plain)) < 4 or not word or word in COMMONPLACE or _is_run(plain):  # noqa: PLR2004
        return "Kata sandi ini terlalu mudah ditebak. Pilih yang lain."
    return ""


def _is_run(plain: str) -> bool:
    runs = "01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "98765432109876543210"
    return any(plain in run for run in runs)


def one_time() -> str:
    """A random password to read out once, such as ``hk7p-9mwx-c4ta`` (about 59 bits)."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
    return "-".join(groups)


@lru_cache(maxsize=8)
def _nobodys(hasher: PasswordHasher) -> str:
    """A hash to check against when there is no such person, so that both take as long."""
    return hasher.hash(secrets.token_hex(16))


def matches(hasher: PasswordHasher, kept: str | None, sandi: str) -> bool:
    """Tell whether the password fits; does the same work when nothing is kept."""
    try:
        hasher.verify(kept or _nobodys(hasher), sandi[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None
