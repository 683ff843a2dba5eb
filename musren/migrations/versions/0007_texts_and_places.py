"""Texts of the village's papers, where the village lies, its hamlets, posts and work plan."""

import sqlalchemy as sa
from alembic import op

import musren.models.base

revision = "0007_texts_and_places"
down_revision = "0006_bpd_decision"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "narasi_lkpj",
        sa.Column("pengantar", sa.Text(), nullable=False),
        sa.Column("permasalahan", sa.Text(), nullable=False),
        sa.Column("upaya", sa.Text(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("desa_kode", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["desa_kode"], ["wilayah.kode"], name=op.f("fk_narasi_lkpj_desa_kode")
        ),
        sa.ForeignKeyConstraint(["tahun_id"], ["tahun.id"], name=op.f("fk_narasi_lkpj_tahun_id")),
        sa.PrimaryKeyConstraint("tahun_id", "desa_kode", name=op.f("pk_narasi_lkpj")),
    )
    op.create_table(
        "narasi_rkp",
        sa.Column("kata_pengantar", sa.Text(), nullable=False),
        sa.Column("latar_belakang", sa.Text(), nullable=False),
        sa.Column("maksud_tujuan", sa.Text(), nullable=False),
        sa.Column("proses", sa.Text(), nullable=False),
        sa.Column("kondisi_umum", sa.Text(), nullable=False),
        sa.Column("gambaran_umum", sa.Text(), nullable=False),
        sa.Column("kebijakan_keuangan", sa.Text(), nullable=False),
        sa.Column("evaluasi_umum", sa.Text(), nullable=False),
        sa.Column("penutup", sa.Text(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("desa_kode", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["desa_kode"], ["wilayah.kode"], name=op.f("fk_narasi_rkp_desa_kode")
        ),
        sa.ForeignKeyConstraint(["tahun_id"], ["tahun.id"], name=op.f("fk_narasi_rkp_tahun_id")),
        sa.PrimaryKeyConstraint("tahun_id", "desa_kode", name=op.f("pk_narasi_rkp")),
    )
    op.create_table(
        "pengundangan",
        sa.Column("lembaran_nomor", sa.String(length=40), nullable=False),
        sa.Column("tanggal_diundangkan", sa.Date(), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("desa_kode", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["desa_kode"], ["wilayah.kode"], name=op.f("fk_pengundangan_desa_kode")
        ),
        sa.ForeignKeyConstraint(["tahun_id"], ["tahun.id"], name=op.f("fk_pengundangan_tahun_id")),
        sa.PrimaryKeyConstraint("tahun_id", "desa_kode", name=op.f("pk_pengundangan")),
    )
    with op.batch_alter_table("dusun", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("kepala_dusun", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("penduduk_l", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("penduduk_p", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("jumlah_kk", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("jumlah_rtm", sa.Integer(), nullable=True))

    with op.batch_alter_table("profil_desa", schema=None) as batch_op:
        batch_op.add_column(sa.Column("luas", musren.models.base.Thousandths(), nullable=True))
        batch_op.add_column(
            sa.Column("jarak_kecamatan", musren.models.base.Thousandths(), nullable=True)
        )
        batch_op.add_column(
            sa.Column("jarak_kabupaten", musren.models.base.Thousandths(), nullable=True)
        )
        batch_op.add_column(
            sa.Column("batas_utara", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("batas_timur", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("batas_selatan", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("batas_barat", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("jumlah_anggota_bpd", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("perangkat", sa.JSON(), nullable=False, server_default="[]"))

    with op.batch_alter_table("rpjm", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("kata_pengantar", sa.Text(), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("visi_misi_kepala_desa", sa.Text(), nullable=False, server_default="")
        )

    with op.batch_alter_table("tim_penyusun", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rktl", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    with op.batch_alter_table("tim_penyusun", schema=None) as batch_op:
        batch_op.drop_column("rktl")

    with op.batch_alter_table("rpjm", schema=None) as batch_op:
        batch_op.drop_column("visi_misi_kepala_desa")
        batch_op.drop_column("kata_pengantar")

    with op.batch_alter_table("profil_desa", schema=None) as batch_op:
        batch_op.drop_column("perangkat")
        batch_op.drop_column("jumlah_anggota_bpd")
        batch_op.drop_column("batas_barat")
        batch_op.drop_column("batas_selatan")
        batch_op.drop_column("batas_timur")
        batch_op.drop_column("batas_utara")
        batch_op.drop_column("jarak_kabupaten")
        batch_op.drop_column("jarak_kecamatan")
        batch_op.drop_column("luas")

    with op.batch_alter_table("dusun", schema=None) as batch_op:
        batch_op.drop_column("jumlah_rtm")
        batch_op.drop_column("jumlah_kk")
        batch_op.drop_column("penduduk_p")
        batch_op.drop_column("penduduk_l")
        batch_op.drop_column("kepala_dusun")

    op.drop_table("pengundangan")
    op.drop_table("narasi_rkp")
    op.drop_table("narasi_lkpj")
