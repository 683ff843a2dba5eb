"""Years and proposals."""

import sqlalchemy as sa
from alembic import op

import musren.models.base

revision = "0002_years_and_proposals"
down_revision = "0001_places_and_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "jejak",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("pada", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column(
            "pengguna_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("peran", sa.String(length=64), nullable=False),
        sa.Column("tindakan", sa.String(length=64), nullable=False),
        sa.Column("objek", sa.String(length=120), nullable=False),
        sa.Column("wilayah_kode", sa.String(length=16), nullable=True),
        sa.Column("rincian", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pengguna_id"], ["pengguna.id"], name=op.f("fk_jejak_pengguna_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jejak")),
    )
    with op.batch_alter_table("jejak", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_jejak_pengguna_id"), ["pengguna_id"], unique=False)
        batch_op.create_index("ix_jejak_wilayah_kode_id", ["wilayah_kode", "id"], unique=False)

    op.create_table(
        "tahun",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kabupaten_kode", sa.String(length=16), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("profil", sa.String(length=64), nullable=False),
        sa.Column("parameter", sa.JSON(), nullable=False),
        sa.Column("dibuka", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode"], ["wilayah.kode"], name=op.f("fk_tahun_kabupaten_kode")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tahun")),
        sa.UniqueConstraint("kabupaten_kode", "tahun", name=op.f("uq_tahun_kabupaten_kode_tahun")),
    )
    op.create_table(
        "draf",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kunci", sa.String(length=64), nullable=False),
        sa.Column("alur", sa.String(length=64), nullable=False),
        sa.Column("alur_versi", sa.Integer(), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("wilayah_kode", sa.String(length=16), nullable=False),
        sa.Column("objek", sa.String(length=80), nullable=False),
        sa.Column("objek_versi", sa.Integer(), nullable=True),
        sa.Column("jawaban", sa.JSON(), nullable=False),
        sa.Column("langkah_selesai", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("hasil", sa.String(length=80), nullable=False),
        sa.Column(
            "pengguna_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("dibuat", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("diubah", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pengguna_id"], ["pengguna.id"], name=op.f("fk_draf_pengguna_id")),
        sa.ForeignKeyConstraint(["tahun_id"], ["tahun.id"], name=op.f("fk_draf_tahun_id")),
        sa.ForeignKeyConstraint(
            ["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_draf_wilayah_kode")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draf")),
        sa.UniqueConstraint("kunci", name=op.f("uq_draf_kunci")),
    )
    with op.batch_alter_table("draf", schema=None) as batch_op:
        batch_op.create_index(
            "ix_draf_alur_place", ["alur", "tahun_id", "wilayah_kode", "status"], unique=False
        )

    op.create_table(
        "pagu_kecamatan",
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kecamatan_kode", sa.String(length=16), nullable=False),
        sa.Column("blm", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kecamatan_kode"], ["wilayah.kode"], name=op.f("fk_pagu_kecamatan_kecamatan_kode")
        ),
        sa.ForeignKeyConstraint(
            ["tahun_id"], ["tahun.id"], name=op.f("fk_pagu_kecamatan_tahun_id")
        ),
        sa.PrimaryKeyConstraint("tahun_id", "kecamatan_kode", name=op.f("pk_pagu_kecamatan")),
    )
    op.create_table(
        "perubahan_parameter",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kunci", sa.String(length=64), nullable=False),
        sa.Column("lama", sa.Text(), nullable=False),
        sa.Column("baru", sa.Text(), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column(
            "pengguna_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("pada", musren.models.base.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["pengguna_id"], ["pengguna.id"], name=op.f("fk_perubahan_parameter_pengguna_id")
        ),
        sa.ForeignKeyConstraint(
            ["tahun_id"], ["tahun.id"], name=op.f("fk_perubahan_parameter_tahun_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_perubahan_parameter")),
    )
    with op.batch_alter_table("perubahan_parameter", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_perubahan_parameter_tahun_id"), ["tahun_id"], unique=False
        )

    op.create_table(
        "peta_sumber",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("desa_kode", sa.String(length=16), nullable=False),
        sa.Column("rincian", sa.String(length=500), nullable=False),
        sa.Column("sumber", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["desa_kode"], ["wilayah.kode"], name=op.f("fk_peta_sumber_desa_kode")
        ),
        sa.ForeignKeyConstraint(["tahun_id"], ["tahun.id"], name=op.f("fk_peta_sumber_tahun_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peta_sumber")),
        sa.UniqueConstraint(
            "tahun_id",
            "desa_kode",
            "rincian",
            name=op.f("uq_peta_sumber_tahun_id_desa_kode_rincian"),
        ),
    )
    op.create_table(
        "usulan",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kode", sa.String(length=40), nullable=False),
        sa.Column("kunci", sa.String(length=100), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("desa_kode", sa.String(length=16), nullable=False),
        sa.Column("nomor_urut", sa.Integer(), nullable=False),
        sa.Column("kegiatan", sa.String(length=500), nullable=False),
        sa.Column("jenis", sa.String(length=64), nullable=False),
        sa.Column("bidang", sa.String(length=500), nullable=False),
        sa.Column("lokasi", sa.String(length=500), nullable=False),
        sa.Column("dusun", sa.String(length=500), nullable=False),
        sa.Column("volume", musren.models.base.Thousandths(), nullable=True),
        sa.Column("satuan", sa.String(length=500), nullable=False),
        sa.Column("tujuan", sa.Text(), nullable=False),
        sa.Column("sasaran", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("waktu", sa.String(length=500), nullable=False),
        sa.Column("sifat", sa.String(length=1), nullable=False),
        sa.Column("asal", sa.String(length=64), nullable=False),
        sa.Column("asal_usulan_lama_tahun", sa.Integer(), nullable=True),
        sa.Column("pengusul", sa.String(length=500), nullable=False),
        sa.Column("penanggung_jawab", sa.String(length=500), nullable=False),
        sa.Column("skpd", sa.String(length=500), nullable=False),
        sa.Column("latar_belakang", sa.Text(), nullable=False),
        sa.Column("manfaat", sa.Text(), nullable=False),
        sa.Column("keterlibatan_miskin", sa.Text(), nullable=False),
        sa.Column("potensi", sa.Text(), nullable=False),
        sa.Column("rencana_pelaksanaan", sa.Text(), nullable=False),
        sa.Column("rencana_pelestarian", sa.Text(), nullable=False),
        sa.Column("pemanfaat_l", sa.Integer(), nullable=True),
        sa.Column("pemanfaat_p", sa.Integer(), nullable=True),
        sa.Column("pemanfaat_rtm", sa.Integer(), nullable=True),
        sa.Column("tidak_langsung_l", sa.Integer(), nullable=True),
        sa.Column("tidak_langsung_p", sa.Integer(), nullable=True),
        sa.Column("biaya", sa.BigInteger(), nullable=True),
        sa.Column("keterangan", sa.Text(), nullable=False),
        sa.Column("berkas_asal", sa.JSON(), nullable=True),
        sa.Column("status", sa.String(length=64), nullable=False),
        sa.Column("dibuat", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("diubah", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "biaya is null or biaya >= 0", name=op.f("ck_usulan_biaya_not_negative")
        ),
        sa.CheckConstraint(
            "volume is null or volume >= 0", name=op.f("ck_usulan_volume_not_negative")
        ),
        sa.ForeignKeyConstraint(["desa_kode"], ["wilayah.kode"], name=op.f("fk_usulan_desa_kode")),
        sa.ForeignKeyConstraint(["tahun_id"], ["tahun.id"], name=op.f("fk_usulan_tahun_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usulan")),
        sa.UniqueConstraint("kode", name=op.f("uq_usulan_kode")),
        sa.UniqueConstraint("kunci", name=op.f("uq_usulan_kunci")),
        sa.UniqueConstraint(
            "tahun_id",
            "desa_kode",
            "nomor_urut",
            name=op.f("uq_usulan_tahun_id_desa_kode_nomor_urut"),
        ),
    )
    with op.batch_alter_table("usulan", schema=None) as batch_op:
        batch_op.create_index(
            "ix_usulan_list", ["tahun_id", "desa_kode", "status", "id"], unique=False
        )

    op.create_table(
        "riwayat_status",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "usulan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("dari", sa.String(length=64), nullable=False),
        sa.Column("ke", sa.String(length=64), nullable=False),
        sa.Column("pelaku_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("peran", sa.String(length=64), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("pada", musren.models.base.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["pelaku_id"], ["pengguna.id"], name=op.f("fk_riwayat_status_pelaku_id")
        ),
        sa.ForeignKeyConstraint(
            ["usulan_id"], ["usulan.id"], name=op.f("fk_riwayat_status_usulan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_riwayat_status")),
    )
    with op.batch_alter_table("riwayat_status", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_riwayat_status_usulan_id"), ["usulan_id"], unique=False
        )

    op.create_table(
        "usulan_dana",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "usulan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("sumber", sa.String(length=64), nullable=True),
        sa.Column("rincian", sa.String(length=500), nullable=False),
        sa.Column("jumlah", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "jumlah is null or jumlah >= 0", name=op.f("ck_usulan_dana_jumlah_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["usulan_id"], ["usulan.id"], name=op.f("fk_usulan_dana_usulan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usulan_dana")),
    )
    with op.batch_alter_table("usulan_dana", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_usulan_dana_usulan_id"), ["usulan_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("usulan_dana", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_usulan_dana_usulan_id"))

    op.drop_table("usulan_dana")
    with op.batch_alter_table("riwayat_status", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_riwayat_status_usulan_id"))

    op.drop_table("riwayat_status")
    with op.batch_alter_table("usulan", schema=None) as batch_op:
        batch_op.drop_index("ix_usulan_list")

    op.drop_table("usulan")
    op.drop_table("peta_sumber")
    with op.batch_alter_table("perubahan_parameter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_perubahan_parameter_tahun_id"))

    op.drop_table("perubahan_parameter")
    op.drop_table("pagu_kecamatan")
    with op.batch_alter_table("draf", schema=None) as batch_op:
        batch_op.drop_index("ix_draf_alur_place")

    op.drop_table("draf")
    op.drop_table("tahun")
    with op.batch_alter_table("jejak", schema=None) as batch_op:
        batch_op.drop_index("ix_jejak_wilayah_kode_id")
        batch_op.drop_index(batch_op.f("ix_jejak_pengguna_id"))

    op.drop_table("jejak")
