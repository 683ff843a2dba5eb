"""Budget lines and what they pay, progress, snapshots of lists, long work."""

import sqlalchemy as sa
from alembic import op

import musren.models.base

revision = "0010_absorption_and_jobs"
down_revision = "0009_kabupaten"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saring_tersimpan",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "pengguna_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kabupaten_kode", sa.String(length=16), nullable=False),
        sa.Column("nama", sa.String(length=100), nullable=False),
        sa.Column("saring", sa.JSON(), nullable=False),
        sa.Column("pada", musren.models.base.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode"], ["wilayah.kode"], name=op.f("fk_saring_tersimpan_kabupaten_kode")
        ),
        sa.ForeignKeyConstraint(
            ["pengguna_id"], ["pengguna.id"], name=op.f("fk_saring_tersimpan_pengguna_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saring_tersimpan")),
        sa.UniqueConstraint(
            "pengguna_id",
            "kabupaten_kode",
            "nama",
            name=op.f("uq_saring_tersimpan_pengguna_id_kabupaten_kode_nama"),
        ),
    )
    op.create_table(
        "baris_anggaran",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("wilayah_kode", sa.String(length=16), nullable=False),
        sa.Column("jenis", sa.String(length=64), nullable=False),
        sa.Column("kunci", sa.String(length=100), nullable=False),
        sa.Column("kode_kegiatan", sa.String(length=500), nullable=False),
        sa.Column("skpd", sa.String(length=500), nullable=False),
        sa.Column("program", sa.String(length=500), nullable=False),
        sa.Column("kegiatan", sa.String(length=500), nullable=False),
        sa.Column("lokasi", sa.String(length=500), nullable=False),
        sa.Column("kecamatan_kode", sa.String(length=16), nullable=True),
        sa.Column("desa_kode", sa.String(length=16), nullable=True),
        sa.Column("volume", musren.models.base.Thousandths(), nullable=True),
        sa.Column("satuan", sa.String(length=500), nullable=False),
        sa.Column("sumber", sa.String(length=500), nullable=False),
        sa.Column("pagu", sa.BigInteger(), nullable=False),
        sa.Column("kode_usulan", sa.String(length=500), nullable=False),
        sa.Column("berkas", sa.String(length=500), nullable=False),
        sa.Column("nomor_baris", sa.Integer(), nullable=True),
        sa.Column("keadaan", sa.String(length=64), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("dibuat", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("pagu >= 0", name=op.f("ck_baris_anggaran_pagu_not_negative")),
        sa.ForeignKeyConstraint(
            ["desa_kode"], ["wilayah.kode"], name=op.f("fk_baris_anggaran_desa_kode")
        ),
        sa.ForeignKeyConstraint(
            ["kecamatan_kode"], ["wilayah.kode"], name=op.f("fk_baris_anggaran_kecamatan_kode")
        ),
        sa.ForeignKeyConstraint(
            ["tahun_id"], ["tahun.id"], name=op.f("fk_baris_anggaran_tahun_id")
        ),
        sa.ForeignKeyConstraint(
            ["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_baris_anggaran_wilayah_kode")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baris_anggaran")),
        sa.UniqueConstraint(
            "tahun_id",
            "wilayah_kode",
            "jenis",
            "kunci",
            name=op.f("uq_baris_anggaran_tahun_id_wilayah_kode_jenis_kunci"),
        ),
    )
    op.create_table(
        "pekerjaan",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kode", sa.String(length=64), nullable=False),
        sa.Column("jenis", sa.String(length=64), nullable=False),
        sa.Column("judul", sa.String(length=500), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("wilayah_kode", sa.String(length=16), nullable=True),
        sa.Column("isian", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=64), nullable=False),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.Column("selesai", sa.Integer(), nullable=False),
        sa.Column("kini", sa.String(length=500), nullable=False),
        sa.Column("pesan", sa.Text(), nullable=False),
        sa.Column("batal_diminta", sa.Boolean(), nullable=False),
        sa.Column("hasil", sa.JSON(), nullable=False),
        sa.Column("catatan", sa.JSON(), nullable=False),
        sa.Column("percobaan", sa.Integer(), nullable=False),
        sa.Column(
            "pelaku_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("dibuat", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("mulai", musren.models.base.Moment(timezone=True), nullable=True),
        sa.Column("berakhir", musren.models.base.Moment(timezone=True), nullable=True),
        sa.Column("detak", musren.models.base.Moment(timezone=True), nullable=True),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pelaku_id"], ["pengguna.id"], name=op.f("fk_pekerjaan_pelaku_id")
        ),
        sa.ForeignKeyConstraint(["tahun_id"], ["tahun.id"], name=op.f("fk_pekerjaan_tahun_id")),
        sa.ForeignKeyConstraint(
            ["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_pekerjaan_wilayah_kode")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pekerjaan")),
        sa.UniqueConstraint("kode", name=op.f("uq_pekerjaan_kode")),
    )
    with op.batch_alter_table("pekerjaan", schema=None) as batch_op:
        batch_op.create_index("ix_pekerjaan_mine", ["pelaku_id", "id"], unique=False)
        batch_op.create_index("ix_pekerjaan_status", ["status", "id"], unique=False)
    op.create_table(
        "potret_daftar",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kode", sa.String(length=64), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kabupaten_kode", sa.String(length=16), nullable=False),
        sa.Column("wilayah", sa.JSON(), nullable=False),
        sa.Column("saring", sa.JSON(), nullable=False),
        sa.Column("pada", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("usulan", sa.Integer(), nullable=False),
        sa.Column("biaya", sa.BigInteger(), nullable=False),
        sa.Column("sha256_baris", sa.String(length=64), nullable=False),
        sa.Column("isi_sha256", sa.String(length=64), nullable=False),
        sa.Column("berkas", sa.JSON(), nullable=False),
        sa.Column("pelaku_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode"], ["wilayah.kode"], name=op.f("fk_potret_daftar_kabupaten_kode")
        ),
        sa.ForeignKeyConstraint(
            ["pelaku_id"], ["pengguna.id"], name=op.f("fk_potret_daftar_pelaku_id")
        ),
        sa.ForeignKeyConstraint(["tahun_id"], ["tahun.id"], name=op.f("fk_potret_daftar_tahun_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_potret_daftar")),
        sa.UniqueConstraint("kode", name=op.f("uq_potret_daftar_kode")),
    )
    with op.batch_alter_table("potret_daftar", schema=None) as batch_op:
        batch_op.create_index(
            "ix_potret_daftar_place", ["tahun_id", "kabupaten_kode"], unique=False
        )
    op.create_table(
        "kemajuan",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "usulan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("persen", sa.Integer(), nullable=False),
        sa.Column("realisasi", sa.BigInteger(), nullable=True),
        sa.Column("catatan", sa.Text(), nullable=False),
        sa.Column("pelaku_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("dibuat", musren.models.base.Moment(timezone=True), nullable=False),
        sa.CheckConstraint("persen between 0 and 100", name=op.f("ck_kemajuan_persen_in_range")),
        sa.ForeignKeyConstraint(["pelaku_id"], ["pengguna.id"], name=op.f("fk_kemajuan_pelaku_id")),
        sa.ForeignKeyConstraint(["usulan_id"], ["usulan.id"], name=op.f("fk_kemajuan_usulan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kemajuan")),
    )
    with op.batch_alter_table("kemajuan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kemajuan_usulan_id"), ["usulan_id"], unique=False)
    op.create_table(
        "serapan",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("baris_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "usulan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("jumlah", sa.BigInteger(), nullable=False),
        sa.Column("cara", sa.String(length=64), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=False),
        sa.Column("pelaku_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("pada", musren.models.base.Moment(timezone=True), nullable=False),
        sa.CheckConstraint("jumlah > 0", name=op.f("ck_serapan_jumlah_positive")),
        sa.ForeignKeyConstraint(
            ["baris_id"], ["baris_anggaran.id"], name=op.f("fk_serapan_baris_id")
        ),
        sa.ForeignKeyConstraint(["pelaku_id"], ["pengguna.id"], name=op.f("fk_serapan_pelaku_id")),
        sa.ForeignKeyConstraint(["usulan_id"], ["usulan.id"], name=op.f("fk_serapan_usulan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_serapan")),
        sa.UniqueConstraint("baris_id", "usulan_id", name=op.f("uq_serapan_baris_id_usulan_id")),
    )
    with op.batch_alter_table("serapan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_serapan_usulan_id"), ["usulan_id"], unique=False)
    op.create_table(
        "tidak_terserap",
        sa.Column(
            "usulan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("alasan", sa.String(length=64), nullable=False),
        sa.Column("keterangan", sa.Text(), nullable=False),
        sa.Column("pelaku_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("pada", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pelaku_id"], ["pengguna.id"], name=op.f("fk_tidak_terserap_pelaku_id")
        ),
        sa.ForeignKeyConstraint(
            ["usulan_id"], ["usulan.id"], name=op.f("fk_tidak_terserap_usulan_id")
        ),
        sa.PrimaryKeyConstraint("usulan_id", name=op.f("pk_tidak_terserap")),
    )


def downgrade() -> None:
    op.drop_table("tidak_terserap")
    op.drop_table("serapan")
    op.drop_table("kemajuan")
    op.drop_table("potret_daftar")
    op.drop_table("pekerjaan")
    op.drop_table("baris_anggaran")
    op.drop_table("saring_tersimpan")
