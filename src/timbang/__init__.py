"""Timbang: an interactive course on e-government."""
