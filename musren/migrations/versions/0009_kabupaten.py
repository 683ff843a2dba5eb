"""The kabupaten: its offices, programs, ceilings, the DPRD's wishes, the map."""

import sqlalchemy as sa
from alembic import op

import musren.models.base

revision = "0009_kabupaten"
down_revision = "0008_verification_and_ranking"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "peta_wilayah",
        sa.Column("wilayah_kode", sa.String(length=16), nullable=False),
        sa.Column("bentuk", sa.JSON(), nullable=False),
        sa.Column("sumber", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_peta_wilayah_wilayah_kode")
        ),
        sa.PrimaryKeyConstraint("wilayah_kode", name=op.f("pk_peta_wilayah")),
    )
    op.create_table(
        "profil_kabupaten",
        sa.Column("kabupaten_kode", sa.String(length=16), nullable=False),
        sa.Column("alamat_kantor", sa.String(length=500), nullable=False),
        sa.Column("kode_pos", sa.String(length=10), nullable=False),
        sa.Column("telepon", sa.String(length=40), nullable=False),
        sa.Column("ibu_kota", sa.String(length=500), nullable=False),
        sa.Column("bupati_nama", sa.String(length=500), nullable=False),
        sa.Column("bupati_sebutan", sa.String(length=500), nullable=False),
        sa.Column("kepala_bappeda_nama", sa.String(length=500), nullable=False),
        sa.Column("kepala_bappeda_nip", sa.String(length=40), nullable=False),
        sa.Column("kepala_bappeda_pangkat", sa.String(length=500), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode"], ["wilayah.kode"], name=op.f("fk_profil_kabupaten_kabupaten_kode")
        ),
        sa.PrimaryKeyConstraint("kabupaten_kode", name=op.f("pk_profil_kabupaten")),
    )
    op.create_table(
        "skpd",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kabupaten_kode", sa.String(length=16), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("nama", sa.String(length=500), nullable=False),
        sa.Column("singkatan", sa.String(length=500), nullable=False),
        sa.Column("kepala_nama", sa.String(length=500), nullable=False),
        sa.Column("kepala_nip", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode"], ["wilayah.kode"], name=op.f("fk_skpd_kabupaten_kode")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skpd")),
        sa.UniqueConstraint("kabupaten_kode", "nama", name=op.f("uq_skpd_kabupaten_kode_nama")),
        sa.UniqueConstraint("kabupaten_kode", "urutan", name=op.f("uq_skpd_kabupaten_kode_urutan")),
    )
    op.create_table(
        "acuan_program",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("skpd", sa.String(length=500), nullable=False),
        sa.Column("prioritas_daerah", sa.String(length=500), nullable=False),
        sa.Column("sasaran_daerah", sa.String(length=500), nullable=False),
        sa.Column("program", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["tahun_id"], ["tahun.id"], name=op.f("fk_acuan_program_tahun_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acuan_program")),
    )
    with op.batch_alter_table("acuan_program", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acuan_program_tahun_id"), ["tahun_id"], unique=False)
    op.create_table(
        "pagu_indikatif",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kecamatan_kode", sa.String(length=16), nullable=False),
        sa.Column("skpd", sa.String(length=500), nullable=False),
        sa.Column("pagu", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kecamatan_kode"], ["wilayah.kode"], name=op.f("fk_pagu_indikatif_kecamatan_kode")
        ),
        sa.ForeignKeyConstraint(
            ["tahun_id"], ["tahun.id"], name=op.f("fk_pagu_indikatif_tahun_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pagu_indikatif")),
        sa.UniqueConstraint(
            "tahun_id",
            "kecamatan_kode",
            "skpd",
            name=op.f("uq_pagu_indikatif_tahun_id_kecamatan_kode_skpd"),
        ),
    )
    op.create_table(
        "pokir",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kode", sa.String(length=64), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("jenis", sa.String(length=64), nullable=False),
        sa.Column("anggota_nama", sa.String(length=500), nullable=False),
        sa.Column("fraksi", sa.String(length=500), nullable=False),
        sa.Column("dapil", sa.String(length=500), nullable=False),
        sa.Column("tanggal_reses", sa.Date(), nullable=True),
        sa.Column("kegiatan", sa.String(length=500), nullable=False),
        sa.Column("kecamatan_kode", sa.String(length=16), nullable=True),
        sa.Column("desa_kode", sa.String(length=16), nullable=True),
        sa.Column("lokasi", sa.String(length=500), nullable=False),
        sa.Column("volume", musren.models.base.Thousandths(), nullable=True),
        sa.Column("satuan", sa.String(length=500), nullable=False),
        sa.Column("biaya", sa.BigInteger(), nullable=True),
        sa.Column("skpd", sa.String(length=500), nullable=False),
        sa.Column("keterangan", sa.Text(), nullable=False),
        sa.Column("pelaku_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("dibuat", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["desa_kode"], ["wilayah.kode"], name=op.f("fk_pokir_desa_kode")),
        sa.ForeignKeyConstraint(
            ["kecamatan_kode"], ["wilayah.kode"], name=op.f("fk_pokir_kecamatan_kode")
        ),
        sa.ForeignKeyConstraint(["pelaku_id"], ["pengguna.id"], name=op.f("fk_pokir_pelaku_id")),
        sa.ForeignKeyConstraint(["tahun_id"], ["tahun.id"], name=op.f("fk_pokir_tahun_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pokir")),
        sa.UniqueConstraint("kode", name=op.f("uq_pokir_kode")),
    )
    with op.batch_alter_table("pokir", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pokir_tahun_id"), ["tahun_id"], unique=False)
    op.create_table(
        "pokir_usulan",
        sa.Column("pokir_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "usulan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kawal", sa.Boolean(), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=False),
        sa.Column("pelaku_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("pada", musren.models.base.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["pelaku_id"], ["pengguna.id"], name=op.f("fk_pokir_usulan_pelaku_id")
        ),
        sa.ForeignKeyConstraint(["pokir_id"], ["pokir.id"], name=op.f("fk_pokir_usulan_pokir_id")),
        sa.ForeignKeyConstraint(
            ["usulan_id"], ["usulan.id"], name=op.f("fk_pokir_usulan_usulan_id")
        ),
        sa.PrimaryKeyConstraint("pokir_id", "usulan_id", name=op.f("pk_pokir_usulan")),
    )
    with op.batch_alter_table("pokir_usulan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pokir_usulan_usulan_id"), ["usulan_id"], unique=False)


def downgrade() -> None:
    op.drop_table("pokir_usulan")
    op.drop_table("pokir")
    op.drop_table("pagu_indikatif")
    op.drop_table("acuan_program")
    op.drop_table("skpd")
    op.drop_table("profil_kabupaten")
    op.drop_table("peta_wilayah")
