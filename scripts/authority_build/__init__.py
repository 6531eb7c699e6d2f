"""Builds data/authority/*.csv from Eurostat's workbook, CLDR and GeoNames; curated exceptions lie beside the code."""
