"""Tables of posts: CSV and the like, Excel, Parquet; what their columns mean is found by their names."""

from cmcompliance.archive.readers.tables.mapping import ColumnMapping, parse_mapping
from cmcompliance.archive.readers.tables.reader import TablesReader

__all__ = ["ColumnMapping", "TablesReader", "parse_mapping"]
