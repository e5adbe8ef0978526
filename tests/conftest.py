"""What pytest allows at the top alone: plugins, for pytest on a folder, the command, JAX, a judge, a browser."""

from hypothesis import settings

# A machine may be busy: how long an example takes is no property of what is tested.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

pytest_plugins = ["pytester", "commanding", "installed", "autodiff", "judging", "browsing"]
