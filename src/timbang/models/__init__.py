"""Pure functions on values: no files, no charts, no clocks."""
