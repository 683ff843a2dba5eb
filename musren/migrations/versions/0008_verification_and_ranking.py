"""Verification, ranking and funding in the kecamatan."""

import sqlalchemy as sa
from alembic import op

import musren.models.base

revision = "0008_verification_and_ranking"
down_revision = "0007_texts_and_places"
branch_labels = None
depends_on = None


def upgrade() -> None:  # noqa: PLR0915  one statement for each column
    op.create_table(
        "sidang_prioritas",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kecamatan_kode", sa.String(length=16), nullable=False),
        sa.Column("daftar", sa.String(length=64), nullable=False),
        sa.Column("cara", sa.String(length=64), nullable=False),
        sa.Column("jumlah_pemilih", sa.Integer(), nullable=True),
        sa.Column("pilihan", sa.Integer(), nullable=True),
        sa.Column("baris", sa.JSON(), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=False),
        sa.Column("diubah", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kecamatan_kode"], ["wilayah.kode"], name=op.f("fk_sidang_prioritas_kecamatan_kode")
        ),
        sa.ForeignKeyConstraint(
            ["tahun_id"], ["tahun.id"], name=op.f("fk_sidang_prioritas_tahun_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sidang_prioritas")),
        sa.UniqueConstraint(
            "tahun_id",
            "kecamatan_kode",
            "daftar",
            name=op.f("uq_sidang_prioritas_tahun_id_kecamatan_kode_daftar"),
        ),
    )
    op.create_table(
        "tim_verifikasi",
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kecamatan_kode", sa.String(length=16), nullable=False),
        sa.Column("anggota", sa.JSON(), nullable=False),
        sa.Column("tugas", sa.JSON(), nullable=False),
        sa.Column("diubah", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kecamatan_kode"], ["wilayah.kode"], name=op.f("fk_tim_verifikasi_kecamatan_kode")
        ),
        sa.ForeignKeyConstraint(
            ["tahun_id"], ["tahun.id"], name=op.f("fk_tim_verifikasi_tahun_id")
        ),
        sa.PrimaryKeyConstraint("tahun_id", "kecamatan_kode", name=op.f("pk_tim_verifikasi")),
    )
    op.create_table(
        "pendanaan",
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kecamatan_kode", sa.String(length=16), nullable=False),
        sa.Column("pagu", sa.BigInteger(), nullable=False),
        sa.Column("op_upk", sa.BigInteger(), nullable=False),
        sa.Column("op_tpk", sa.BigInteger(), nullable=False),
        sa.Column("spp_maks", sa.BigInteger(), nullable=False),
        sa.Column("pilihan_sisa", sa.String(length=64), nullable=False),
        sa.Column(
            "sisa_usulan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("swadaya_tambahan", sa.BigInteger(), nullable=True),
        sa.Column("tambahan", sa.JSON(), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("diubah", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kecamatan_kode"], ["wilayah.kode"], name=op.f("fk_pendanaan_kecamatan_kode")
        ),
        sa.ForeignKeyConstraint(
            ["sisa_usulan_id"], ["usulan.id"], name=op.f("fk_pendanaan_sisa_usulan_id")
        ),
        sa.ForeignKeyConstraint(["tahun_id"], ["tahun.id"], name=op.f("fk_pendanaan_tahun_id")),
        sa.PrimaryKeyConstraint("tahun_id", "kecamatan_kode", name=op.f("pk_pendanaan")),
    )
    op.create_table(
        "pengembalian",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "usulan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kolom", sa.JSON(), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=False),
        sa.Column("tenggat", sa.Date(), nullable=False),
        sa.Column("pada", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("pelaku_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("dijawab", musren.models.base.Moment(timezone=True), nullable=True),
        sa.Column("jawaban", sa.JSON(), nullable=False),
        sa.Column("keterangan", sa.Text(), nullable=False),
        sa.Column(
            "penjawab_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("catatan <> ''", name=op.f("ck_pengembalian_catatan_given")),
        sa.ForeignKeyConstraint(
            ["pelaku_id"], ["pengguna.id"], name=op.f("fk_pengembalian_pelaku_id")
        ),
        sa.ForeignKeyConstraint(
            ["penjawab_id"], ["pengguna.id"], name=op.f("fk_pengembalian_penjawab_id")
        ),
        sa.ForeignKeyConstraint(
            ["usulan_id"], ["usulan.id"], name=op.f("fk_pengembalian_usulan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pengembalian")),
    )
    with op.batch_alter_table("pengembalian", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pengembalian_usulan_id"), ["usulan_id"], unique=False)
    op.create_table(
        "verifikasi",
        sa.Column(
            "usulan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("lembar", sa.String(length=64), nullable=False),
        sa.Column("kelengkapan", sa.JSON(), nullable=False),
        sa.Column("aspek", sa.JSON(), nullable=False),
        sa.Column("khusus", sa.JSON(), nullable=False),
        sa.Column("tanggal_kunjungan", sa.Date(), nullable=True),
        sa.Column("pemeriksa", sa.JSON(), nullable=False),
        sa.Column("rekomendasi", sa.String(length=64), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("diubah", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["usulan_id"], ["usulan.id"], name=op.f("fk_verifikasi_usulan_id")),
        sa.PrimaryKeyConstraint("usulan_id", name=op.f("pk_verifikasi")),
    )
    with op.batch_alter_table("hadir", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("hak_suara", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(
            sa.Column("mewakili", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("surat_kuasa", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("kuasa_diketahui", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("keputusan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("nilai", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("peringkat_hitung", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("alasan_urutan", sa.Text(), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("prioritas_daerah", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("sasaran_daerah", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("program", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("pagu_indikatif", sa.BigInteger(), nullable=True))
        batch_op.add_column(
            sa.Column("skpd_tujuan", sa.String(length=500), nullable=False, server_default="")
        )
    with op.batch_alter_table("hadir", schema=None) as batch_op:
        batch_op.alter_column("hak_suara", server_default=None)
        batch_op.alter_column("mewakili", server_default=None)
        batch_op.alter_column("surat_kuasa", server_default=None)
        batch_op.alter_column("kuasa_diketahui", server_default=None)
    with op.batch_alter_table("keputusan", schema=None) as batch_op:
        batch_op.alter_column("alasan_urutan", server_default=None)
        batch_op.alter_column("prioritas_daerah", server_default=None)
        batch_op.alter_column("sasaran_daerah", server_default=None)
        batch_op.alter_column("program", server_default=None)
        batch_op.alter_column("skpd_tujuan", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("keputusan", schema=None) as batch_op:
        batch_op.drop_column("skpd_tujuan")
        batch_op.drop_column("pagu_indikatif")
        batch_op.drop_column("program")
        batch_op.drop_column("sasaran_daerah")
        batch_op.drop_column("prioritas_daerah")
        batch_op.drop_column("alasan_urutan")
        batch_op.drop_column("peringkat_hitung")
        batch_op.drop_column("nilai")
    with op.batch_alter_table("hadir", schema=None) as batch_op:
        batch_op.drop_column("kuasa_diketahui")
        batch_op.drop_column("surat_kuasa")
        batch_op.drop_column("mewakili")
        batch_op.drop_column("hak_suara")
    op.drop_table("verifikasi")
    op.drop_table("pengembalian")
    op.drop_table("pendanaan")
    op.drop_table("tim_verifikasi")
    op.drop_table("sidang_prioritas")
