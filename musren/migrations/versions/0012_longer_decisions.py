"""Room for the longer decisions of the kabupaten, such as "accepted with a change"."""

import sqlalchemy as sa
from alembic import op

revision = "0012_longer_decisions"
down_revision = "0011_first_forum"
branch_labels = None
depends_on = None

SHORT, LONG = sa.String(length=16), sa.String(length=64)


def upgrade() -> None:
    with op.batch_alter_table("keputusan", schema=None) as batch_op:
        batch_op.alter_column("putusan", existing_type=SHORT, type_=LONG, existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("keputusan", schema=None) as batch_op:
        batch_op.alter_column("putusan", existing_type=LONG, type_=SHORT, existing_nullable=False)
