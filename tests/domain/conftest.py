"""Property tests here are about answers, never about speed: a busy machine must not fail them."""

from hypothesis import settings

settings.register_profile("domain", deadline=None)
settings.load_profile("domain")
