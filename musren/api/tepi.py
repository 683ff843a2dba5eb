"""The one blueprint of the JSON edge, to which every module of operations adds its own."""

from flask import Blueprint

from musren.api import access, errors
from musren.api.access import need
from musren.api.dokumen import new_blueprint
from musren.domain.peran import Hak

tepi = new_blueprint("api", "/api")

every_other_address = Blueprint("api_lain", __name__, url_prefix="/api")
"""Not in the document: it only says, in the one shape, that an address or method is not there."""

every_other_address.before_request(access.guard)
errors.register(every_other_address)
for _rule in ("", "/", "/<path:sisa>"):
    every_other_address.add_url_rule(
        _rule,
        endpoint="lain",
        view_func=need(Hak.PUBLIK)(errors.no_such_address),
        methods=list(errors.METHODS),
        provide_automatic_options=False,
    )
