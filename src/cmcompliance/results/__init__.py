"""The results of a scan, finished or stopped, looked at and handed on; none of them is ever changed."""
