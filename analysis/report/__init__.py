"""Papermill -> executed notebook -> HTML, tables and run.json, published in one step.

`analysis.report.run.make_report` does it; notebooks use `analysis.report.parameters` alone.
"""
