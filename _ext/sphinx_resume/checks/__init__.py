"""What is found wrong, or in doubt, and how authors are told."""
