"""People, roles and keys as the services see them, without a browser."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from musren.domain.errors import Conflict, Invalid, NotAllowed, Refused, TooMany
from musren.domain.peran import TINGKAT_PERAN, Act, Hak, Peran
from musren.domain.wilayah import Level, RegionCode
from musren.models.database import Database
from musren.models.jejak import Jejak
from musren.models.orang import Pengguna, PercobaanMasuk, Token
from musren.models.tables import METADATA
from musren.services import akun, masuk, sandi
from musren.services.wilayah import ensure_region

NOW = datetime(2011, 1, 17, 2, 12, tzinfo=UTC)
ACT = Act(oleh=akun.system(), pada=NOW)
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
GOOD = "kopi hujan sawah"
PLACES = {
    Level.KABUPATEN: RegionCode("99.01"),
    Level.KECAMATAN: RegionCode("99.01.01"),
    Level.DESA: RegionCode("99.01.01.2001"),
}
DESA = PLACES[Level.DESA]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    database = Database(f"sqlite:///{tmp_path / 'akun.db'}")
    METADATA.create_all(database.engine)
    with database.writing_session() as made:
        ensure_region(made, PLACES[Level.KABUPATEN])
        yield made
    database.close()


def person(session: Session, name: str = "siti", **more: bool) -> Pengguna:
    return akun.create_user(session, ACT, name, name.title(), GOOD, hasher=QUICK, **more)


def role(session: Session, user: Pengguna, peran: Peran = Peran.KPMD, **period: date) -> None:
    place = PLACES[TINGKAT_PERAN[peran]]
    skpd = "Dinas Pertanian" if peran is Peran.SKPD else ""
    akun.assign(
        session, ACT, user, peran, place, **{"mulai": date(2011, 1, 1), **period}, skpd=skpd
    )


def enter(session: Session, name: str = "siti", password: str = GOOD, **more: object) -> str:
    given = {"alamat": "10.0.0.1", "pada": NOW, "hasher": QUICK, **more}
    return masuk.sign_in(session, name, password, **given)[1]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["Siti", " siti ", "SITI"])
def test_the_user_name_is_known_without_case_and_blanks(session: Session, name: str):
    person(session)
    assert enter(session, name)


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("pendek", "paling sedikit 10"),
        ("siti.sukamaju", "sama dengan nama pengguna"),
        ("SITI.SUKAMAJU", "sama dengan nama pengguna"),
        ("katasandi123", "mudah ditebak"),
        ("Kata Sandi 2011", "mudah ditebak"),
        ("1234567890", "mudah ditebak"),
        ("aaaaaaaaaaaa", "mudah ditebak"),
        ("abcdefghijkl", "mudah ditebak"),
        ("x" * 201, "paling panjang 200"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password: str, told: str):
    with pytest.raises(Invalid, match=told):
        sandi.check(password, "siti.sukamaju")


@pytest.mark.parametrize(
    "password", [GOOD, "Tr0ubad0ur&3", "ナマステ・インドネシア", "hk7p-9mwx-c4ta"]
)
def test_a_good_password_is_taken(password: str):
    sandi.check(password, "siti")


def test_one_time_passwords_are_good_and_different():
    made = {sandi.one_time() for _ in range(50)}
    assert len(made) == 50
    for one in made:
        sandi.check(one, "siti")


def test_the_password_itself_is_kept_nowhere(session: Session):
    user = person(session)
    assert user.sandi_hash.startswith("$argon2id$")
    assert GOOD not in user.sandi_hash
    assert all(GOOD not in str(vars(one)) for one in session.query(Jejak))


@pytest.mark.parametrize("peran", list(Peran))
@pytest.mark.parametrize("level", list(PLACES))
def test_a_role_is_held_at_its_own_level_only(session: Session, peran: Peran, level: Level):
    user = person(session)
    skpd = "Dinas" if peran is Peran.SKPD else ""
    given = {"mulai": date(2011, 1, 1), "skpd": skpd}
    if TINGKAT_PERAN[peran] is level:
        akun.assign(session, ACT, user, peran, PLACES[level], **given)
        assert akun.pelaku_of(user, NOW).roles_at(DESA) == (peran,)
    else:
        with pytest.raises(Invalid) as told:
            akun.assign(session, ACT, user, peran, PLACES[level], **given)
        assert "dipegang di tingkat" in told.value.errors["wilayah"]


@pytest.mark.parametrize(
    ("mulai", "selesai", "holds"),
    [
        (date(2011, 1, 17), None, True),
        (date(2011, 1, 18), None, False),
        (date(2010, 1, 1), date(2011, 1, 17), True),
        (date(2010, 1, 1), date(2011, 1, 16), False),
    ],
)
def test_a_role_counts_in_its_period(
    session: Session, mulai: date, selesai: date | None, *, holds: bool
):
    user = person(session)
    akun.assign(session, ACT, user, Peran.KPMD, DESA, mulai=mulai, selesai=selesai)
    actor = masuk.actor_of(session, enter(session), NOW)
    assert actor is not None
    assert actor.may(Hak.ISI_DESA, DESA) is holds


def test_a_role_may_be_given_again_after_it_ended(session: Session):
    user = person(session)
    role(session, user, selesai=date(2011, 1, 5))
    role(session, user, mulai=date(2011, 1, 6))
    with pytest.raises(Conflict):
        role(session, user, mulai=date(2011, 2, 1))


def test_an_ended_role_gives_no_right_from_today_on(session: Session):
    user = person(session)
    role(session, user)
    akun.end_assignment(session, ACT, user.tugas[0])
    assert akun.pelaku_of(user, NOW).penugasan == ()
    assert user.tugas[0].selesai == date(2011, 1, 16)


def test_a_second_administrator_lets_the_first_go(session: Session):
    first, second = person(session, "satu"), person(session, "dua")
    role(session, first, Peran.ADMINISTRATOR)
    with pytest.raises(Refused):
        akun.end_assignment(session, ACT, first.tugas[0])
    role(session, second, Peran.ADMINISTRATOR)
    second.aktif = False
    with pytest.raises(Refused):
        akun.end_assignment(session, ACT, first.tugas[0])
    second.aktif = True
    akun.end_assignment(session, ACT, first.tugas[0])
    assert akun.pelaku_of(first, NOW).penugasan == ()


def test_the_last_administrator_is_not_shut_out(session: Session):
    user = person(session)
    role(session, user, Peran.ADMINISTRATOR)
    with pytest.raises(Refused, match="administrator terakhir"):
        akun.set_active(session, ACT, user, aktif=False)


# --- signing in ------------------------------------------------------------------------------------


class Counting(PasswordHasher):
    """A hasher that tells how often it had to work."""

    worked = 0

    def verify(self, *given: object, **more: object) -> bool:  # type: ignore[override]
        self.worked += 1
        return super().verify(*given, **more)  # type: ignore[arg-type, return-value]


def test_an_unknown_name_costs_the_same_work_as_a_wrong_password(session: Session):
    person(session)
    hasher = Counting(time_cost=1, memory_cost=8, parallelism=1)
    for name in ("siti", "tidak.ada"):
        with pytest.raises(masuk.WrongPassword):
            enter(session, name, "salah", hasher=hasher)
    assert hasher.worked == 2


def test_after_too_many_tries_no_password_is_even_looked_at(session: Session):
    person(session)
    hasher = Counting(time_cost=1, memory_cost=8, parallelism=1)
    for _ in range(5):
        with pytest.raises(masuk.WrongPassword):
            enter(session, password="salah", hasher=hasher)
    with pytest.raises(TooMany, match="Tunggu 15 menit"):
        enter(session, hasher=hasher)
    assert hasher.worked == 5


@pytest.mark.parametrize(("minutes", "may_try"), [(14, False), (15, True), (16, True)])
def test_tries_are_forgotten_after_a_quarter_of_an_hour(
    session: Session, minutes: int, *, may_try: bool
):
    person(session)
    for _ in range(5):
        with pytest.raises(masuk.WrongPassword):
            enter(session, password="salah")
    later = NOW + timedelta(minutes=minutes)
    if may_try:
        assert enter(session, pada=later)
    else:
        with pytest.raises(TooMany):
            enter(session, pada=later)


def test_a_good_sign_in_forgives_the_tries_before_it(session: Session):
    person(session)
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(masuk.WrongPassword):
                enter(session, password="salah")
        assert enter(session)
    assert session.query(PercobaanMasuk).count() == 0


def test_a_closed_account_answers_like_a_wrong_password(session: Session):
    person(session).aktif = False
    with pytest.raises(masuk.WrongPassword, match="tidak cocok"):
        enter(session)


def test_old_hashes_are_renewed_at_sign_in(session: Session):
    user = person(session)
    before = user.sandi_hash
    enter(session, hasher=PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert user.sandi_hash != before


def test_nobody_knows_a_secret_that_was_never_given(session: Session):
    assert masuk.actor_of(session, "bukan rahasia", NOW) is None


# --- keys for programs -------------------------------------------------------------------------------


def key(session: Session, user: Pengguna, peran: Peran = Peran.KPMD, **more: object) -> str:
    given = {"nama": "unggah usulan", "berakhir": NOW + timedelta(days=30), **more}
    place = given.pop("place", DESA)
    return akun.create_token(session, ACT, user, peran, place, **given)  # type: ignore[arg-type]


def test_a_key_carries_one_role_at_one_place(session: Session):
    user = person(session)
    role(session, user)
    role(session, user, Peran.BAPPEDA)
    actor = akun.actor_of_token(session, key(session, user), NOW)
    assert actor is not None
    assert actor.may(Hak.ISI_DESA, DESA)
    assert not actor.may(Hak.LIHAT_KABUPATEN, PLACES[Level.KABUPATEN])


def test_a_key_may_be_narrower_than_the_role_but_never_wider(session: Session):
    user = person(session)
    role(session, user, Peran.BAPPEDA)
    actor = akun.actor_of_token(session, key(session, user, Peran.BAPPEDA), NOW)
    assert actor is not None
    assert not actor.may(Hak.LIHAT_KECAMATAN, PLACES[Level.KECAMATAN])
    with pytest.raises(NotAllowed):
        key(session, user, Peran.BAPPEDA, place=RegionCode("99"))
    with pytest.raises(NotAllowed):
        key(session, user, Peran.CAMAT, place=PLACES[Level.KECAMATAN])


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_a_key_lasts_a_year_at_most(session: Session, days: int):
    user = person(session)
    role(session, user)
    with pytest.raises(Invalid) as refused:
        key(session, user, berakhir=NOW + timedelta(days=days))
    assert "satu tahun" in refused.value.errors["berakhir"]


def test_a_key_has_a_name(session: Session):
    user = person(session)
    role(session, user)
    with pytest.raises(Invalid) as refused:
        key(session, user, nama="  ")
    assert set(refused.value.errors) == {"nama"}


def test_a_closed_account_gets_no_key(session: Session):
    user = person(session)
    role(session, user)
    user.aktif = False
    with pytest.raises(Refused, match="nonaktif"):
        key(session, user)


def test_a_key_ends_when_revoked_expired_or_its_owner_lost_the_role(session: Session):
    user = person(session)
    role(session, user, selesai=date(2011, 1, 20))
    secret = key(session, user)
    assert akun.actor_of_token(session, secret, NOW) is not None
    assert akun.actor_of_token(session, secret, NOW + timedelta(days=5)) is None
    assert akun.actor_of_token(session, secret + "x", NOW) is None
    user.aktif = False
    assert akun.actor_of_token(session, secret, NOW) is None
    user.aktif = True
    akun.revoke_token(session, ACT, session.query(Token).one())
    assert akun.actor_of_token(session, secret, NOW) is None


def test_only_the_hash_of_a_key_is_kept(session: Session):
    user = person(session)
    role(session, user)
    secret = key(session, user)
    assert session.query(Token).one().rahasia_hash == akun.digest(secret)


def test_a_new_password_ends_the_keys_for_programs(session: Session):
    """Whoever lost a password may have lost the keys with it."""
    user = person(session)
    role(session, user)
    secret = key(session, user)
    akun.set_password(session, ACT, user, "kata sandi yang lain", hasher=QUICK)
    assert akun.actor_of_token(session, secret, NOW) is None
