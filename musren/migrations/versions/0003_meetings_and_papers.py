"""Meetings and papers."""

import sqlalchemy as sa
from alembic import op

import musren.models.base

revision = "0003_meetings_and_papers"
down_revision = "0002_years_and_proposals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "berkas",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("nama", sa.String(length=500), nullable=False),
        sa.Column("tipe", sa.String(length=100), nullable=False),
        sa.Column("ukuran", sa.Integer(), nullable=False),
        sa.Column("wilayah_kode", sa.String(length=16), nullable=False),
        sa.Column(
            "pengguna_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("pada", musren.models.base.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["pengguna_id"], ["pengguna.id"], name=op.f("fk_berkas_pengguna_id")
        ),
        sa.ForeignKeyConstraint(
            ["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_berkas_wilayah_kode")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_berkas")),
    )
    with op.batch_alter_table("berkas", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_berkas_sha256"), ["sha256"], unique=False)

    op.create_table(
        "register",
        sa.Column("wilayah_kode", sa.String(length=16), nullable=False),
        sa.Column("kode", sa.String(length=64), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("terakhir", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_register_wilayah_kode")
        ),
        sa.PrimaryKeyConstraint("wilayah_kode", "kode", "tahun", name=op.f("pk_register")),
    )
    op.create_table(
        "musyawarah",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("jenis", sa.String(length=64), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("wilayah_kode", sa.String(length=16), nullable=False),
        sa.Column("undangan_nomor", sa.String(length=500), nullable=False),
        sa.Column("undangan_tanggal", sa.Date(), nullable=True),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("jam_mulai", sa.Time(), nullable=False),
        sa.Column("jam_selesai", sa.Time(), nullable=False),
        sa.Column("tempat", sa.String(length=500), nullable=False),
        sa.Column("agenda", sa.JSON(), nullable=False),
        sa.Column("pimpinan_nama", sa.String(length=500), nullable=False),
        sa.Column("pimpinan_unsur", sa.String(length=500), nullable=False),
        sa.Column("notulis_nama", sa.String(length=500), nullable=False),
        sa.Column("notulis_unsur", sa.String(length=500), nullable=False),
        sa.Column("narasumber", sa.JSON(), nullable=False),
        sa.Column("cara_putusan", sa.String(length=16), nullable=False),
        sa.Column("suara_setuju", sa.Integer(), nullable=True),
        sa.Column("suara_tidak", sa.Integer(), nullable=True),
        sa.Column("suara_abstain", sa.Integer(), nullable=True),
        sa.Column("keputusan_lain", sa.Text(), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=False),
        sa.Column("evaluasi_ada", sa.Boolean(), nullable=False),
        sa.Column("draf_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("ditutup", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("dibuka_alasan", sa.Text(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["draf_id"], ["draf.id"], name=op.f("fk_musyawarah_draf_id")),
        sa.ForeignKeyConstraint(["tahun_id"], ["tahun.id"], name=op.f("fk_musyawarah_tahun_id")),
        sa.ForeignKeyConstraint(
            ["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_musyawarah_wilayah_kode")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_musyawarah")),
        sa.UniqueConstraint(
            "jenis",
            "tahun_id",
            "wilayah_kode",
            name=op.f("uq_musyawarah_jenis_tahun_id_wilayah_kode"),
        ),
    )
    op.create_table(
        "evaluasi",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "musyawarah_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("kegiatan", sa.String(length=500), nullable=False),
        sa.Column("lokasi", sa.String(length=500), nullable=False),
        sa.Column("satuan", sa.String(length=500), nullable=False),
        sa.Column("volume_rencana", musren.models.base.Thousandths(), nullable=True),
        sa.Column("volume_realisasi", musren.models.base.Thousandths(), nullable=True),
        sa.Column("biaya_rencana", sa.BigInteger(), nullable=True),
        sa.Column("biaya_realisasi", sa.BigInteger(), nullable=True),
        sa.Column("sumber_dana", sa.String(length=500), nullable=False),
        sa.Column("status_pelaksanaan", sa.String(length=64), nullable=False),
        sa.Column("sebab", sa.Text(), nullable=False),
        sa.Column("tindak_lanjut", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["musyawarah_id"], ["musyawarah.id"], name=op.f("fk_evaluasi_musyawarah_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluasi")),
    )
    with op.batch_alter_table("evaluasi", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_evaluasi_musyawarah_id"), ["musyawarah_id"], unique=False
        )

    op.create_table(
        "hadir",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "musyawarah_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("nama", sa.String(length=500), nullable=False),
        sa.Column("jk", sa.String(length=1), nullable=False),
        sa.Column("unsur", sa.String(length=500), nullable=False),
        sa.Column("alamat", sa.String(length=500), nullable=False),
        sa.Column("rtm", sa.Boolean(), nullable=False),
        sa.Column("telepon", sa.String(length=40), nullable=False),
        sa.Column("desa_kode", sa.String(length=16), nullable=True),
        sa.Column("wakil_masyarakat", sa.Boolean(), nullable=False),
        sa.Column("wakil_desa", sa.Boolean(), nullable=False),
        sa.Column("wakil_utusan", sa.Boolean(), nullable=False),
        sa.Column("delegasi", sa.Boolean(), nullable=False),
        sa.CheckConstraint("jk in ('L', 'P')", name=op.f("ck_hadir_jk_known")),
        sa.ForeignKeyConstraint(["desa_kode"], ["wilayah.kode"], name=op.f("fk_hadir_desa_kode")),
        sa.ForeignKeyConstraint(
            ["musyawarah_id"], ["musyawarah.id"], name=op.f("fk_hadir_musyawarah_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hadir")),
    )
    with op.batch_alter_table("hadir", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hadir_musyawarah_id"), ["musyawarah_id"], unique=False)

    op.create_table(
        "keputusan",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "usulan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "musyawarah_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("tingkat", sa.String(length=16), nullable=False),
        sa.Column("putusan", sa.String(length=16), nullable=False),
        sa.Column("sumber", sa.String(length=64), nullable=False),
        sa.Column("peringkat", sa.Integer(), nullable=True),
        sa.Column("volume", musren.models.base.Thousandths(), nullable=True),
        sa.Column("satuan", sa.String(length=500), nullable=False),
        sa.Column("biaya", sa.BigInteger(), nullable=True),
        sa.Column("biaya_sumber", sa.BigInteger(), nullable=True),
        sa.Column("swadaya", sa.BigInteger(), nullable=True),
        sa.Column("skpd", sa.String(length=500), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("saran", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["musyawarah_id"], ["musyawarah.id"], name=op.f("fk_keputusan_musyawarah_id")
        ),
        sa.ForeignKeyConstraint(["usulan_id"], ["usulan.id"], name=op.f("fk_keputusan_usulan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keputusan")),
        sa.UniqueConstraint(
            "usulan_id", "musyawarah_id", name=op.f("uq_keputusan_usulan_id_musyawarah_id")
        ),
    )
    with op.batch_alter_table("keputusan", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_keputusan_musyawarah_id"), ["musyawarah_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_keputusan_usulan_id"), ["usulan_id"], unique=False)

    op.create_table(
        "naskah",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kunci", sa.String(length=64), nullable=False),
        sa.Column("jenis", sa.String(length=64), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("wilayah_kode", sa.String(length=16), nullable=False),
        sa.Column(
            "musyawarah_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("status", sa.String(length=64), nullable=False),
        sa.Column("register_kode", sa.String(length=64), nullable=True),
        sa.Column("register_tahun", sa.Integer(), nullable=True),
        sa.Column("nomor_urut", sa.Integer(), nullable=True),
        sa.Column("nomor", sa.String(length=200), nullable=True),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("fakta", sa.JSON(), nullable=False),
        sa.Column("fakta_sha256", sa.String(length=64), nullable=False),
        sa.Column("templat_sha256", sa.String(length=64), nullable=False),
        sa.Column("docx_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("pdf_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "menggantikan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("alasan_ganti", sa.Text(), nullable=False),
        sa.Column(
            "penerbit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("diterbitkan", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["docx_id"], ["berkas.id"], name=op.f("fk_naskah_docx_id")),
        sa.ForeignKeyConstraint(
            ["menggantikan_id"], ["naskah.id"], name=op.f("fk_naskah_menggantikan_id")
        ),
        sa.ForeignKeyConstraint(
            ["musyawarah_id"], ["musyawarah.id"], name=op.f("fk_naskah_musyawarah_id")
        ),
        sa.ForeignKeyConstraint(["pdf_id"], ["berkas.id"], name=op.f("fk_naskah_pdf_id")),
        sa.ForeignKeyConstraint(
            ["penerbit_id"], ["pengguna.id"], name=op.f("fk_naskah_penerbit_id")
        ),
        sa.ForeignKeyConstraint(["tahun_id"], ["tahun.id"], name=op.f("fk_naskah_tahun_id")),
        sa.ForeignKeyConstraint(
            ["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_naskah_wilayah_kode")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_naskah")),
        sa.UniqueConstraint("kunci", name=op.f("uq_naskah_kunci")),
        sa.UniqueConstraint("menggantikan_id", name=op.f("uq_naskah_menggantikan_id")),
        sa.UniqueConstraint(
            "wilayah_kode",
            "register_kode",
            "register_tahun",
            "nomor_urut",
            name=op.f("uq_naskah_wilayah_kode_register_kode_register_tahun_nomor_urut"),
        ),
    )
    with op.batch_alter_table("naskah", schema=None) as batch_op:
        batch_op.create_index(
            "ix_naskah_place", ["tahun_id", "wilayah_kode", "jenis"], unique=False
        )

    op.create_table(
        "pindaian",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "naskah_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "berkas_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("pada", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column(
            "pengguna_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(["berkas_id"], ["berkas.id"], name=op.f("fk_pindaian_berkas_id")),
        sa.ForeignKeyConstraint(["naskah_id"], ["naskah.id"], name=op.f("fk_pindaian_naskah_id")),
        sa.ForeignKeyConstraint(
            ["pengguna_id"], ["pengguna.id"], name=op.f("fk_pindaian_pengguna_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pindaian")),
        sa.UniqueConstraint("naskah_id", "berkas_id", name=op.f("uq_pindaian_naskah_id_berkas_id")),
    )
    with op.batch_alter_table("pindaian", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pindaian_naskah_id"), ["naskah_id"], unique=False)

    op.create_table(
        "tanda_tangan",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "naskah_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("kelompok", sa.String(length=64), nullable=False),
        sa.Column("jabatan", sa.String(length=500), nullable=False),
        sa.Column("nama", sa.String(length=500), nullable=False),
        sa.Column("nip", sa.String(length=40), nullable=False),
        sa.Column("cara", sa.String(length=16), nullable=False),
        sa.Column("ditandatangani", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["naskah_id"], ["naskah.id"], name=op.f("fk_tanda_tangan_naskah_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tanda_tangan")),
    )
    with op.batch_alter_table("tanda_tangan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tanda_tangan_naskah_id"), ["naskah_id"], unique=False)

    op.create_table(
        "usulan_kecamatan",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "usulan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kecamatan_kode", sa.String(length=16), nullable=False),
        sa.Column(
            "ba_naskah_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("daftar", sa.String(length=64), nullable=False),
        sa.Column("baris", sa.Integer(), nullable=False),
        sa.Column("salinan", sa.JSON(), nullable=False),
        sa.Column("diteruskan", musren.models.base.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["ba_naskah_id"], ["naskah.id"], name=op.f("fk_usulan_kecamatan_ba_naskah_id")
        ),
        sa.ForeignKeyConstraint(
            ["kecamatan_kode"], ["wilayah.kode"], name=op.f("fk_usulan_kecamatan_kecamatan_kode")
        ),
        sa.ForeignKeyConstraint(
            ["tahun_id"], ["tahun.id"], name=op.f("fk_usulan_kecamatan_tahun_id")
        ),
        sa.ForeignKeyConstraint(
            ["usulan_id"], ["usulan.id"], name=op.f("fk_usulan_kecamatan_usulan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usulan_kecamatan")),
        sa.UniqueConstraint("usulan_id", name=op.f("uq_usulan_kecamatan_usulan_id")),
    )
    with op.batch_alter_table("usulan_kecamatan", schema=None) as batch_op:
        batch_op.create_index(
            "ix_usulan_kecamatan_list", ["tahun_id", "kecamatan_kode", "daftar"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("usulan_kecamatan", schema=None) as batch_op:
        batch_op.drop_index("ix_usulan_kecamatan_list")

    op.drop_table("usulan_kecamatan")
    with op.batch_alter_table("tanda_tangan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tanda_tangan_naskah_id"))

    op.drop_table("tanda_tangan")
    with op.batch_alter_table("pindaian", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pindaian_naskah_id"))

    op.drop_table("pindaian")
    with op.batch_alter_table("naskah", schema=None) as batch_op:
        batch_op.drop_index("ix_naskah_place")

    op.drop_table("naskah")
    with op.batch_alter_table("keputusan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_keputusan_usulan_id"))
        batch_op.drop_index(batch_op.f("ix_keputusan_musyawarah_id"))

    op.drop_table("keputusan")
    with op.batch_alter_table("hadir", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hadir_musyawarah_id"))

    op.drop_table("hadir")
    with op.batch_alter_table("evaluasi", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evaluasi_musyawarah_id"))

    op.drop_table("evaluasi")
    op.drop_table("musyawarah")
    op.drop_table("register")
    with op.batch_alter_table("berkas", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_berkas_sha256"))

    op.drop_table("berkas")
