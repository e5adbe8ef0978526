"""What pytest allows at the top alone: the plugin that runs pytest on a folder of a test's own."""

pytest_plugins = ["pytester"]
