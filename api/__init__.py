"""Diplograph: one knowledge graph of diplomatic events, read from news and official releases."""

__version__ = "0.1.0"
