"""What pytest allows at the top alone: plugins, which run pytest on a folder of a test's own, and the command."""

pytest_plugins = ["pytester", "commanding"]
