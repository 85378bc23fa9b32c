"""Our own figures, a module each: `measure(**options)` returns plain data, run by `bench.child`."""
