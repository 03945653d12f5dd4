"""What programs extract from the files that a résumé is sent as."""
