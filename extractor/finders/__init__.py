"""The finders: one folder a component, each with its vocabulary, its rules and its matcher."""
