"""From files, feeds and pages to articles, and from articles to what they say."""
