"""What is in the output folder besides pages, and whose it is."""
