"""Forms are tested by property too; a busy machine must not make a slow example a failure."""

from hypothesis import settings

settings.register_profile("forms", settings.default, deadline=None)
settings.load_profile("forms")
