"""What runs in the process that reads hostile files. Of this, the process that asks imports `wire` alone."""
