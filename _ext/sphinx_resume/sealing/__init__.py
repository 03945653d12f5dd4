"""What all pages say together in one build, and what is wrong with that."""
