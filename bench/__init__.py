"""The benchmark: our own figures, and other engines over the same posts in the same run."""
