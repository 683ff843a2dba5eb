"""What the BPD decided on a draft regulation (VI.B.2.f)."""

import sqlalchemy as sa
from alembic import op

revision = "0006_bpd_decision"
down_revision = "0005_medium_term_plan"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("musyawarah", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("putusan", sa.String(length=64), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("catatan_putusan", sa.Text(), nullable=False, server_default="")
        )


def downgrade() -> None:
    with op.batch_alter_table("musyawarah", schema=None) as batch_op:
        batch_op.drop_column("catatan_putusan")
        batch_op.drop_column("putusan")
