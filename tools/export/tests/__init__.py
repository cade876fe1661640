"""Run from tools/export: python3 -m unittest discover tests --top-level-directory ."""
