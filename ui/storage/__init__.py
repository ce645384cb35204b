"""The storage page: how much room pictures and files take."""
