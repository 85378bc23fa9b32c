"""The service: checks over HTTP, answered by worker processes."""
