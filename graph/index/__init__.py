"""The index of a store: what resolution looks up, in SQLite beside the quads.

Nothing in it is a truth of its own: it can be made again from the graphs of the articles, and is,
whenever it is not in step with them.
"""
