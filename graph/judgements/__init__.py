"""What people judge to be one or two, kept apart from what articles say; resolution obeys it."""
