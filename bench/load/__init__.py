"""The service under load, held against the library: `python -m bench.load --help`."""
