"""The medium-term plan, lineage of proposals, and what they add to older tables."""

import sqlalchemy as sa
from alembic import op

import musren.models.base

revision = "0005_medium_term_plan"
down_revision = "0004_village_assessment"
branch_labels = None
depends_on = None


def upgrade() -> None:  # noqa: PLR0915  one statement per table
    op.create_table(
        "usulan_rpjm",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kode", sa.String(length=40), nullable=False),
        sa.Column("kunci", sa.String(length=100), nullable=False),
        sa.Column("rpjm_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nomor_urut", sa.Integer(), nullable=False),
        sa.Column(
            "tindakan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("masalah", sa.Text(), nullable=False),
        sa.Column("skor", sa.JSON(), nullable=True),
        sa.Column("seri", sa.Integer(), nullable=True),
        sa.Column("putusan", sa.String(length=16), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("berkas_asal", sa.JSON(), nullable=True),
        sa.Column("dibuat", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("diubah", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
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
        sa.CheckConstraint(
            "biaya is null or biaya >= 0", name=op.f("ck_usulan_rpjm_biaya_not_negative")
        ),
        sa.CheckConstraint(
            "volume is null or volume >= 0", name=op.f("ck_usulan_rpjm_volume_not_negative")
        ),
        sa.ForeignKeyConstraint(["rpjm_id"], ["rpjm.id"], name=op.f("fk_usulan_rpjm_rpjm_id")),
        sa.ForeignKeyConstraint(
            ["tindakan_id"], ["tindakan.id"], name=op.f("fk_usulan_rpjm_tindakan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usulan_rpjm")),
        sa.UniqueConstraint("kode", name=op.f("uq_usulan_rpjm_kode")),
        sa.UniqueConstraint("kunci", name=op.f("uq_usulan_rpjm_kunci")),
        sa.UniqueConstraint(
            "rpjm_id", "nomor_urut", name=op.f("uq_usulan_rpjm_rpjm_id_nomor_urut")
        ),
    )
    with op.batch_alter_table("usulan_rpjm", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_usulan_rpjm_tindakan_id"), ["tindakan_id"], unique=False
        )

    op.create_table(
        "usulan_rpjm_dana",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "usulan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("sumber", sa.String(length=64), nullable=True),
        sa.Column("rincian", sa.String(length=500), nullable=False),
        sa.Column("jumlah", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "jumlah is null or jumlah >= 0", name=op.f("ck_usulan_rpjm_dana_jumlah_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["usulan_id"], ["usulan_rpjm.id"], name=op.f("fk_usulan_rpjm_dana_usulan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usulan_rpjm_dana")),
    )
    with op.batch_alter_table("usulan_rpjm_dana", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_usulan_rpjm_dana_usulan_id"), ["usulan_id"], unique=False
        )

    op.create_table(
        "usulan_rpjm_tahun",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "usulan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("volume", musren.models.base.Thousandths(), nullable=True),
        sa.Column("biaya", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["usulan_id"], ["usulan_rpjm.id"], name=op.f("fk_usulan_rpjm_tahun_usulan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usulan_rpjm_tahun")),
        sa.UniqueConstraint(
            "usulan_id", "tahun", name=op.f("uq_usulan_rpjm_tahun_usulan_id_tahun")
        ),
    )
    with op.batch_alter_table("usulan_rpjm_tahun", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_usulan_rpjm_tahun_usulan_id"), ["usulan_id"], unique=False
        )

    op.create_table(
        "realisasi",
        sa.Column(
            "usulan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("volume_realisasi", musren.models.base.Thousandths(), nullable=True),
        sa.Column("biaya_realisasi", sa.BigInteger(), nullable=True),
        sa.Column("status_pelaksanaan", sa.String(length=64), nullable=False),
        sa.Column("sebab", sa.Text(), nullable=False),
        sa.Column("tindak_lanjut", sa.String(length=64), nullable=False),
        sa.Column("diubah", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["usulan_id"], ["usulan.id"], name=op.f("fk_realisasi_usulan_id")),
        sa.PrimaryKeyConstraint("usulan_id", name=op.f("pk_realisasi")),
    )
    op.create_table(
        "silsilah",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("jenis", sa.String(length=16), nullable=False),
        sa.Column("asal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hasil_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("status_asal", sa.String(length=64), nullable=False),
        sa.Column("pelaku_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("pada", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("dibatalkan", musren.models.base.Moment(timezone=True), nullable=True),
        sa.Column("alasan_batal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["asal_id"], ["usulan.id"], name=op.f("fk_silsilah_asal_id")),
        sa.ForeignKeyConstraint(["hasil_id"], ["usulan.id"], name=op.f("fk_silsilah_hasil_id")),
        sa.ForeignKeyConstraint(["pelaku_id"], ["pengguna.id"], name=op.f("fk_silsilah_pelaku_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silsilah")),
    )
    with op.batch_alter_table("silsilah", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_silsilah_asal_id"), ["asal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_silsilah_hasil_id"), ["hasil_id"], unique=False)

    with op.batch_alter_table("evaluasi", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "usulan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_evaluasi_usulan_id"), "usulan", ["usulan_id"], ["id"]
        )

    with op.batch_alter_table("hadir", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("wakil_kelompok", sa.Boolean(), nullable=False, server_default=sa.false())
        )

    with op.batch_alter_table("musyawarah", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("kelompok", sa.String(length=16), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("kelompok_nama", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("kelompok_jenis", sa.String(length=64), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("dusun", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("materi", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("pembahasan", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("perubahan", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.drop_constraint(
            batch_op.f("uq_musyawarah_jenis_tahun_id_wilayah_kode"), type_="unique"
        )
        batch_op.create_unique_constraint(
            batch_op.f("uq_musyawarah_jenis_tahun_id_wilayah_kode_kelompok"),
            ["jenis", "tahun_id", "wilayah_kode", "kelompok"],
        )

    with op.batch_alter_table("usulan", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "asal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.add_column(
            sa.Column(
                "usulan_rpjm_id",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                nullable=True,
            )
        )
        batch_op.add_column(
            sa.Column(
                "tindakan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.add_column(
            sa.Column(
                "menggantikan_id",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                nullable=True,
            )
        )
        batch_op.create_index(batch_op.f("ix_usulan_asal_id"), ["asal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_usulan_tindakan_id"), ["tindakan_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_usulan_usulan_rpjm_id"), ["usulan_rpjm_id"], unique=False
        )
        batch_op.create_foreign_key(batch_op.f("fk_usulan_asal_id"), "usulan", ["asal_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_usulan_usulan_rpjm_id"), "usulan_rpjm", ["usulan_rpjm_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_usulan_tindakan_id"), "tindakan", ["tindakan_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_usulan_menggantikan_id"), "usulan", ["menggantikan_id"], ["id"]
        )

    # rows from before have these values; new rows name their own
    with op.batch_alter_table("hadir", schema=None) as batch_op:
        batch_op.alter_column("wakil_kelompok", server_default=None)
    with op.batch_alter_table("musyawarah", schema=None) as batch_op:
        for name in (
            "kelompok",
            "kelompok_nama",
            "kelompok_jenis",
            "dusun",
            "materi",
            "pembahasan",
            "perubahan",
        ):
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("usulan", schema=None) as batch_op:
        for name in ("menggantikan_id", "tindakan_id", "usulan_rpjm_id", "asal_id"):
            batch_op.drop_constraint(f"fk_usulan_{name}", type_="foreignkey")
        for name in ("tindakan_id", "usulan_rpjm_id", "asal_id"):
            batch_op.drop_index(f"ix_usulan_{name}")
        for name in ("menggantikan_id", "tindakan_id", "usulan_rpjm_id", "asal_id"):
            batch_op.drop_column(name)
    with op.batch_alter_table("musyawarah", schema=None) as batch_op:
        batch_op.drop_constraint(
            "uq_musyawarah_jenis_tahun_id_wilayah_kode_kelompok", type_="unique"
        )
        batch_op.create_unique_constraint(
            "uq_musyawarah_jenis_tahun_id_wilayah_kode", ["jenis", "tahun_id", "wilayah_kode"]
        )
        for name in (
            "perubahan",
            "pembahasan",
            "materi",
            "dusun",
            "kelompok_jenis",
            "kelompok_nama",
            "kelompok",
        ):
            batch_op.drop_column(name)
    with op.batch_alter_table("hadir", schema=None) as batch_op:
        batch_op.drop_column("wakil_kelompok")
    with op.batch_alter_table("evaluasi", schema=None) as batch_op:
        batch_op.drop_constraint("fk_evaluasi_usulan_id", type_="foreignkey")
        batch_op.drop_column("usulan_id")
    for name in ("silsilah", "realisasi", "usulan_rpjm_tahun", "usulan_rpjm_dana", "usulan_rpjm"):
        op.drop_table(name)
