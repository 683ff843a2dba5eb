"""The tables of the village assessment and of the drafting teams."""

import sqlalchemy as sa
from alembic import op

import musren.models.base

revision = "0004_village_assessment"
down_revision = "0003_meetings_and_papers"
branch_labels = None
depends_on = None


def upgrade() -> None:  # noqa: PLR0915  one statement per table
    op.create_table(
        "foto",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("wilayah_kode", sa.String(length=16), nullable=False),
        sa.Column("objek", sa.String(length=64), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column(
            "berkas_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("keterangan", sa.Text(), nullable=False),
        sa.Column(
            "pengguna_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("pada", musren.models.base.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["berkas_id"], ["berkas.id"], name=op.f("fk_foto_berkas_id")),
        sa.ForeignKeyConstraint(["pengguna_id"], ["pengguna.id"], name=op.f("fk_foto_pengguna_id")),
        sa.ForeignKeyConstraint(["tahun_id"], ["tahun.id"], name=op.f("fk_foto_tahun_id")),
        sa.ForeignKeyConstraint(
            ["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_foto_wilayah_kode")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foto")),
        sa.UniqueConstraint("objek", "berkas_id", name=op.f("uq_foto_objek_berkas_id")),
    )
    with op.batch_alter_table("foto", schema=None) as batch_op:
        batch_op.create_index("ix_foto_place", ["tahun_id", "wilayah_kode", "objek"], unique=False)

    op.create_table(
        "kelas_kesejahteraan",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("desa_kode", sa.String(length=16), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("kelas", sa.String(length=500), nullable=False),
        sa.Column("kriteria", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["desa_kode"], ["wilayah.kode"], name=op.f("fk_kelas_kesejahteraan_desa_kode")
        ),
        sa.ForeignKeyConstraint(
            ["tahun_id"], ["tahun.id"], name=op.f("fk_kelas_kesejahteraan_tahun_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kelas_kesejahteraan")),
        sa.UniqueConstraint(
            "tahun_id",
            "desa_kode",
            "kelas",
            name=op.f("uq_kelas_kesejahteraan_tahun_id_desa_kode_kelas"),
        ),
    )
    op.create_table(
        "kesejahteraan_dusun",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("desa_kode", sa.String(length=16), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("dusun", sa.String(length=500), nullable=False),
        sa.Column("jumlah_kk", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["desa_kode"], ["wilayah.kode"], name=op.f("fk_kesejahteraan_dusun_desa_kode")
        ),
        sa.ForeignKeyConstraint(
            ["tahun_id"], ["tahun.id"], name=op.f("fk_kesejahteraan_dusun_tahun_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kesejahteraan_dusun")),
        sa.UniqueConstraint(
            "tahun_id",
            "desa_kode",
            "dusun",
            name=op.f("uq_kesejahteraan_dusun_tahun_id_desa_kode_dusun"),
        ),
    )
    op.create_table(
        "pagu_desa",
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("desa_kode", sa.String(length=16), nullable=False),
        sa.Column("sumber", sa.String(length=64), nullable=False),
        sa.Column("pagu", sa.BigInteger(), nullable=True),
        sa.Column("anggaran", sa.BigInteger(), nullable=True),
        sa.Column("keterangan", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["desa_kode"], ["wilayah.kode"], name=op.f("fk_pagu_desa_desa_kode")
        ),
        sa.ForeignKeyConstraint(["tahun_id"], ["tahun.id"], name=op.f("fk_pagu_desa_tahun_id")),
        sa.PrimaryKeyConstraint("tahun_id", "desa_kode", "sumber", name=op.f("pk_pagu_desa")),
    )
    op.create_table(
        "rpjm",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("desa_kode", sa.String(length=16), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cabang", sa.String(length=64), nullable=False),
        sa.Column("periode_awal", sa.Integer(), nullable=False),
        sa.Column("periode_akhir", sa.Integer(), nullable=False),
        sa.Column("perdes_lama_nomor", sa.String(length=500), nullable=False),
        sa.Column("perdes_lama_tanggal", sa.Date(), nullable=True),
        sa.Column("lama_awal", sa.Integer(), nullable=True),
        sa.Column("lama_akhir", sa.Integer(), nullable=True),
        sa.Column("tinjauan", sa.JSON(), nullable=False),
        sa.Column("latar_belakang", sa.Text(), nullable=False),
        sa.Column("maksud_tujuan", sa.Text(), nullable=False),
        sa.Column("kondisi_umum", sa.Text(), nullable=False),
        sa.Column("sejarah", sa.Text(), nullable=False),
        sa.Column("geografis", sa.Text(), nullable=False),
        sa.Column("sosial_budaya", sa.Text(), nullable=False),
        sa.Column("ekonomi", sa.Text(), nullable=False),
        sa.Column("infrastruktur", sa.Text(), nullable=False),
        sa.Column("pemerintahan", sa.Text(), nullable=False),
        sa.Column("pembagian_wilayah", sa.Text(), nullable=False),
        sa.Column("struktur_organisasi", sa.Text(), nullable=False),
        sa.Column("visi", sa.Text(), nullable=False),
        sa.Column("misi", sa.JSON(), nullable=False),
        sa.Column("nilai", sa.Text(), nullable=False),
        sa.Column("arah_pembangunan", sa.Text(), nullable=False),
        sa.Column("arah_keuangan", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("penutup", sa.Text(), nullable=False),
        sa.Column("diubah", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.CheckConstraint("periode_akhir >= periode_awal", name=op.f("ck_rpjm_period_in_order")),
        sa.ForeignKeyConstraint(["desa_kode"], ["wilayah.kode"], name=op.f("fk_rpjm_desa_kode")),
        sa.ForeignKeyConstraint(["tahun_id"], ["tahun.id"], name=op.f("fk_rpjm_tahun_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rpjm")),
        sa.UniqueConstraint("desa_kode", "tahun_id", name=op.f("uq_rpjm_desa_kode_tahun_id")),
    )
    op.create_table(
        "tim_penyusun",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("jenis", sa.String(length=16), nullable=False),
        sa.Column("desa_kode", sa.String(length=16), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("diubah", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["desa_kode"], ["wilayah.kode"], name=op.f("fk_tim_penyusun_desa_kode")
        ),
        sa.ForeignKeyConstraint(["tahun_id"], ["tahun.id"], name=op.f("fk_tim_penyusun_tahun_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tim_penyusun")),
        sa.UniqueConstraint(
            "jenis", "desa_kode", "tahun_id", name=op.f("uq_tim_penyusun_jenis_desa_kode_tahun_id")
        ),
    )
    op.create_table(
        "undangan",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("acara", sa.String(length=64), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("wilayah_kode", sa.String(length=16), nullable=False),
        sa.Column("acara_nama", sa.String(length=500), nullable=False),
        sa.Column("tanggal_surat", sa.Date(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("jam_mulai", sa.Time(), nullable=False),
        sa.Column("jam_selesai", sa.Time(), nullable=True),
        sa.Column("tempat", sa.String(length=500), nullable=False),
        sa.Column("agenda", sa.JSON(), nullable=False),
        sa.Column("penerima", sa.JSON(), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=False),
        sa.Column("diubah", musren.models.base.Moment(timezone=True), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["tahun_id"], ["tahun.id"], name=op.f("fk_undangan_tahun_id")),
        sa.ForeignKeyConstraint(
            ["wilayah_kode"], ["wilayah.kode"], name=op.f("fk_undangan_wilayah_kode")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undangan")),
        sa.UniqueConstraint(
            "acara",
            "tahun_id",
            "wilayah_kode",
            name=op.f("uq_undangan_acara_tahun_id_wilayah_kode"),
        ),
    )
    op.create_table(
        "anggota_tim",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tim_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("nama", sa.String(length=500), nullable=False),
        sa.Column("jk", sa.String(length=1), nullable=False),
        sa.Column("jabatan", sa.String(length=500), nullable=False),
        sa.Column("kedudukan", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["tim_id"], ["tim_penyusun.id"], name=op.f("fk_anggota_tim_tim_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anggota_tim")),
    )
    with op.batch_alter_table("anggota_tim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_anggota_tim_tim_id"), ["tim_id"], unique=False)

    op.create_table(
        "gagasan",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "musyawarah_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("masalah", sa.Text(), nullable=False),
        sa.Column("gagasan", sa.String(length=500), nullable=False),
        sa.Column("lokasi", sa.String(length=500), nullable=False),
        sa.Column("pemanfaat_l", sa.Integer(), nullable=True),
        sa.Column("pemanfaat_p", sa.Integer(), nullable=True),
        sa.Column("pemanfaat_rtm", sa.Integer(), nullable=True),
        sa.Column("potensi", sa.Text(), nullable=False),
        sa.Column("prioritas", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["musyawarah_id"], ["musyawarah.id"], name=op.f("fk_gagasan_musyawarah_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gagasan")),
    )
    with op.batch_alter_table("gagasan", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_gagasan_musyawarah_id"), ["musyawarah_id"], unique=False
        )

    op.create_table(
        "kalender_faktor",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "musyawarah_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("faktor", sa.String(length=500), nullable=False),
        sa.Column("bulan", sa.JSON(), nullable=False),
        sa.Column("keterangan", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["musyawarah_id"], ["musyawarah.id"], name=op.f("fk_kalender_faktor_musyawarah_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kalender_faktor")),
    )
    with op.batch_alter_table("kalender_faktor", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_kalender_faktor_musyawarah_id"), ["musyawarah_id"], unique=False
        )

    op.create_table(
        "lembaga",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "musyawarah_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("nama", sa.String(length=500), nullable=False),
        sa.Column("ukuran", sa.Integer(), nullable=False),
        sa.Column("jarak", sa.Integer(), nullable=False),
        sa.Column("sudut", sa.Integer(), nullable=True),
        sa.Column("keterangan", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "ukuran between 1 and 5 and jarak between 1 and 5", name=op.f("ck_lembaga_in_the_scale")
        ),
        sa.ForeignKeyConstraint(
            ["musyawarah_id"], ["musyawarah.id"], name=op.f("fk_lembaga_musyawarah_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lembaga")),
    )
    with op.batch_alter_table("lembaga", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lembaga_musyawarah_id"), ["musyawarah_id"], unique=False
        )

    op.create_table(
        "masalah",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kode", sa.String(length=16), nullable=False),
        sa.Column("tahun_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("desa_kode", sa.String(length=16), nullable=False),
        sa.Column(
            "musyawarah_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("alat", sa.String(length=64), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("masalah", sa.Text(), nullable=False),
        sa.Column("penyebab", sa.Text(), nullable=False),
        sa.Column("potensi", sa.Text(), nullable=False),
        sa.Column("lembaga", sa.String(length=500), nullable=False),
        sa.Column("bulan", sa.JSON(), nullable=False),
        sa.Column("bidang", sa.String(length=500), nullable=False),
        sa.Column("induk_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("skor", sa.JSON(), nullable=True),
        sa.Column("seri", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["desa_kode"], ["wilayah.kode"], name=op.f("fk_masalah_desa_kode")),
        sa.ForeignKeyConstraint(["induk_id"], ["masalah.id"], name=op.f("fk_masalah_induk_id")),
        sa.ForeignKeyConstraint(
            ["musyawarah_id"], ["musyawarah.id"], name=op.f("fk_masalah_musyawarah_id")
        ),
        sa.ForeignKeyConstraint(["tahun_id"], ["tahun.id"], name=op.f("fk_masalah_tahun_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_masalah")),
        sa.UniqueConstraint(
            "tahun_id", "desa_kode", "kode", name=op.f("uq_masalah_tahun_id_desa_kode_kode")
        ),
    )
    with op.batch_alter_table("masalah", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_masalah_induk_id"), ["induk_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_masalah_musyawarah_id"), ["musyawarah_id"], unique=False
        )
        batch_op.create_index("ix_masalah_place", ["tahun_id", "desa_kode", "id"], unique=False)

    op.create_table(
        "sketsa_simbol",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "musyawarah_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("simbol", sa.String(length=64), nullable=False),
        sa.Column("nama", sa.String(length=500), nullable=False),
        sa.Column("jenis", sa.String(length=64), nullable=False),
        sa.Column("x", sa.Integer(), nullable=False),
        sa.Column("y", sa.Integer(), nullable=False),
        sa.Column("keterangan", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "x between 0 and 1000 and y between 0 and 1000",
            name=op.f("ck_sketsa_simbol_on_the_sheet"),
        ),
        sa.ForeignKeyConstraint(
            ["musyawarah_id"], ["musyawarah.id"], name=op.f("fk_sketsa_simbol_musyawarah_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sketsa_simbol")),
    )
    with op.batch_alter_table("sketsa_simbol", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sketsa_simbol_musyawarah_id"), ["musyawarah_id"], unique=False
        )

    op.create_table(
        "tindakan",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "masalah_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("alternatif", sa.Text(), nullable=False),
        sa.Column("tindakan", sa.Text(), nullable=False),
        sa.Column("layak", sa.Boolean(), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("skor", sa.JSON(), nullable=True),
        sa.Column("seri", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["masalah_id"], ["masalah.id"], name=op.f("fk_tindakan_masalah_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tindakan")),
    )
    with op.batch_alter_table("tindakan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tindakan_masalah_id"), ["masalah_id"], unique=False)


def downgrade() -> None:
    for name in (
        "tindakan",
        "sketsa_simbol",
        "masalah",
        "lembaga",
        "kalender_faktor",
        "gagasan",
        "anggota_tim",
        "undangan",
        "tim_penyusun",
        "rpjm",
        "pagu_desa",
        "kesejahteraan_dusun",
        "kelas_kesejahteraan",
        "foto",
    ):
        op.drop_table(name)
