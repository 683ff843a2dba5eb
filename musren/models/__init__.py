"""Tables: one file per aggregate; whoever needs one has them all, for they name each other."""

from musren.models import tables as tables
