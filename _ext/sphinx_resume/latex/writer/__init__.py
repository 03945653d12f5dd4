"""The parts of the writer, by what they write."""
