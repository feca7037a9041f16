"""Rules are tested by property here; a busy machine must not make a slow example a failure."""

from hypothesis import settings

settings.register_profile("domain", settings.default, deadline=None)
settings.load_profile("domain")
