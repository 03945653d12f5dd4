"""The LaTeX writer, as mixins for different kinds of nodes."""
