"""Pure finders of countries, groups, symbols, dates and sessions, and the spaCy pipeline over them."""
