"""Places and people."""

import sqlalchemy as sa
from alembic import op

import musren.models.base

revision = "0001_places_and_people"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pengguna",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nama_pengguna", sa.String(length=64), nullable=False),
        sa.Column("nama", sa.String(length=500), nullable=False),
        sa.Column("sandi_hash", sa.String(length=200), nullable=False),
        sa.Column("aktif", sa.Boolean(), nullable=False),
        sa.Column("ganti_sandi", sa.Boolean(), nullable=False),
        sa.Column("dibuat", musren.models.base.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pengguna")),
        sa.UniqueConstraint("nama_pengguna", name=op.f("uq_pengguna_nama_pengguna")),
    )
    op.create_table(
        "percobaan_masuk",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nama_pengguna", sa.String(length=64), nullable=False),
        sa.Column("alamat", sa.String(length=64), nullable=False),
        sa.Column("pada", musren.models.base.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_percobaan_masuk")),
    )
    with op.batch_alter_table("percobaan_masuk", schema=None) as batch_op:
        batch_op.create_index("ix_percobaan_masuk_alamat_pada", ["alamat", "pada"], unique=False)
        batch_op.create_index(
            "ix_percobaan_masuk_nama_pengguna_pada", ["nama_pengguna", "pada"], unique=False
        )

    op.create_table(
        "wilayah",
        sa.Column("kode", sa.String(length=16), nullable=False),
        sa.Column("nama", sa.String(length=500), nullable=False),
        sa.Column("tingkat", sa.Integer(), nullable=False),
        sa.Column("induk_kode", sa.String(length=16), nullable=True),
        sa.CheckConstraint("tingkat between 1 and 4", name=op.f("ck_wilayah_tingkat_known")),
        sa.ForeignKeyConstraint(
            ["induk_kode"], ["wilayah.kode"], name=op.f("fk_wilayah_induk_kode")
        ),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_wilayah")),
    )
    with op.batch_alter_table("wilayah", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wilayah_induk_kode"), ["induk_kode"], unique=False)

    op.create_table(
        "dusun",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("desa_kode", sa.String(length=16), nullable=False),
        sa.Column("nama", sa.String(length=500), nullable=False),
        sa.Column("rt_rw", sa.String(length=500), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["desa_kode"], ["wilayah.kode"], name=op.f("fk_dusun_desa_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dusun")),
        sa.UniqueConstraint("desa_kode", "nama", name=op.f("uq_dusun_desa_kode_nama")),
    )
    with op.batch_alter_table("dusun", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dusun_desa_kode"), ["desa_kode"], unique=False)

    op.create_table(
        "profil_desa",
        sa.Column("desa_kode", sa.String(length=16), nullable=False),
        sa.Column("alamat_kantor", sa.String(length=500), nullable=False),
        sa.Column("kode_pos", sa.String(length=10), nullable=False),
        sa.Column("telepon", sa.String(length=40), nullable=False),
        sa.Column("penduduk_l", sa.Integer(), nullable=True),
        sa.Column("penduduk_p", sa.Integer(), nullable=True),
        sa.Column("jumlah_kk", sa.Integer(), nullable=True),
        sa.Column("jumlah_rtm", sa.Integer(), nullable=True),
        sa.Column("kepala_desa_nama", sa.String(length=500), nullable=False),
        sa.Column("sekdes_nama", sa.String(length=500), nullable=False),
        sa.Column("ketua_bpd_nama", sa.String(length=500), nullable=False),
        sa.Column("ketua_lpmd_nama", sa.String(length=500), nullable=False),
        sa.Column("kpmd_nama", sa.String(length=500), nullable=False),
        sa.Column("kantor_layak", sa.Boolean(), nullable=False),
        sa.Column("jumlah_kaur", sa.Integer(), nullable=False),
        sa.Column("bpd_terbentuk", sa.Boolean(), nullable=False),
        sa.Column("keterangan", sa.Text(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["desa_kode"], ["wilayah.kode"], name=op.f("fk_profil_desa_desa_kode")
        ),
        sa.PrimaryKeyConstraint("desa_kode", name=op.f("pk_profil_desa")),
    )
    op.create_table(
        "profil_kecamatan",
        sa.Column("kecamatan_kode", sa.String(length=16), nullable=False),
        sa.Column("alamat_kantor", sa.String(length=500), nullable=False),
        sa.Column("kode_pos", sa.String(length=10), nullable=False),
        sa.Column("telepon", sa.String(length=40), nullable=False),
        sa.Column("ibu_kota", sa.String(length=500), nullable=False),
        sa.Column("camat_nama", sa.String(length=500), nullable=False),
        sa.Column("camat_nip", sa.String(length=40), nullable=False),
        sa.Column("camat_pangkat", sa.String(length=500), nullable=False),
        sa.Column("fk_nama", sa.String(length=500), nullable=False),
        sa.Column("ketua_bkad_nama", sa.String(length=500), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kecamatan_kode"], ["wilayah.kode"], name=op.f("fk_profil_kecamatan_kecamatan_kode")
        ),
        sa.PrimaryKeyConstraint("kecamatan_kode", name=op.f("pk_profil_kecamatan")),
    )
    op.create_table(
        "sesi",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rahasia_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "pengguna_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("dibuat", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("berakhir", musren.models.base.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["pengguna_id"], ["pengguna.id"], name=op.f("fk_sesi_pengguna_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sesi")),
        sa.UniqueConstraint("rahasia_hash", name=op.f("uq_sesi_rahasia_hash")),
    )
    with op.batch_alter_table("sesi", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sesi_pengguna_id"), ["pengguna_id"], unique=False)

    op.create_table(
        "token",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rahasia_hash", sa.String(length=64), nullable=False),
        sa.Column("nama", sa.String(length=500), nullable=False),
        sa.Column(
            "pengguna_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("peran", sa.String(length=64), nullable=False),
        sa.Column("wilayah_kode", sa.String(length=16), nullable=False),
        sa.Column("dibuat", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("berakhir", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("dicabut", musren.models.base.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["pengguna_id"], ["pengguna.id"], name=op.f("fk_token_pengguna_id")
        ),
        sa.ForeignKeyConstraint(
            ["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_token_wilayah_kode")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("rahasia_hash", name=op.f("uq_token_rahasia_hash")),
    )
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_token_pengguna_id"), ["pengguna_id"], unique=False)

    op.create_table(
        "tugas",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "pengguna_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("peran", sa.String(length=64), nullable=False),
        sa.Column("wilayah_kode", sa.String(length=16), nullable=False),
        sa.Column("skpd", sa.String(length=500), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "selesai is null or selesai >= mulai", name=op.f("ck_tugas_period_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["pengguna_id"], ["pengguna.id"], name=op.f("fk_tugas_pengguna_id")
        ),
        sa.ForeignKeyConstraint(
            ["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_tugas_wilayah_kode")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tugas")),
    )
    with op.batch_alter_table("tugas", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tugas_pengguna_id"), ["pengguna_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tugas_wilayah_kode"), ["wilayah_kode"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("tugas", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tugas_wilayah_kode"))
        batch_op.drop_index(batch_op.f("ix_tugas_pengguna_id"))

    op.drop_table("tugas")
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_token_pengguna_id"))

    op.drop_table("token")
    with op.batch_alter_table("sesi", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sesi_pengguna_id"))

    op.drop_table("sesi")
    op.drop_table("profil_kecamatan")
    op.drop_table("profil_desa")
    with op.batch_alter_table("dusun", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dusun_desa_kode"))

    op.drop_table("dusun")
    with op.batch_alter_table("wilayah", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wilayah_induk_kode"))

    op.drop_table("wilayah")
    with op.batch_alter_table("percobaan_masuk", schema=None) as batch_op:
        batch_op.drop_index("ix_percobaan_masuk_nama_pengguna_pada")
        batch_op.drop_index("ix_percobaan_masuk_alamat_pada")

    op.drop_table("percobaan_masuk")
    op.drop_table("pengguna")
