"""What paragraphs do: votes, sponsors, statements, citations, actions."""
