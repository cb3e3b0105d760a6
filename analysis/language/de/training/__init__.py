"""The recipe of the German pipeline: material -> training -> `analysis/language/de/pipeline/`."""
