"""One network a module: how it lays out the export of an account, with what is no post as well."""
