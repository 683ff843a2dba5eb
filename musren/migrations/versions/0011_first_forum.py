"""The forum a carried-over proposal first came from, filled in along the chain of years."""

import sqlalchemy as sa
from alembic import op

revision = "0011_first_forum"
down_revision = "0010_absorption_and_jobs"
branch_labels = None
depends_on = None

LONGEST = 20
FILL = """
    update usulan set asal_awal = coalesce((
        select case when before.asal = 'usulan_lama' then before.asal_awal else before.asal end
        from usulan as before where before.id = usulan.asal_id
    ), '')
    where asal_id is not null and asal = 'usulan_lama' and asal_awal = ''
"""


def upgrade() -> None:
    with op.batch_alter_table("usulan", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("asal_awal", sa.String(length=64), nullable=False, server_default="")
        )
    for _ in range(LONGEST):  # a year further down the chain each time
        op.execute(FILL)
    with op.batch_alter_table("usulan", schema=None) as batch_op:
        batch_op.alter_column("asal_awal", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("usulan", schema=None) as batch_op:
        batch_op.drop_column("asal_awal")
