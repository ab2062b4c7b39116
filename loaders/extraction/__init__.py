"""From the text of an article to mentions and event claims: one stage a module."""
