"""Executed notebook -> one HTML file that opens without a network."""

from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter
from traitlets.config import Config

from analysis.renderer import VEGA_LITE, vega_script

TEMPLATE = "lesarten"
# Interactive charts first; the template takes the SVG beside them as their static picture.
DISPLAY_ORDER = [
    VEGA_LITE,
    "text/html",
    "text/markdown",
    "image/svg+xml",
    "image/png",
    "text/plain",
]


def export_html(notebook: Path, page: Path, *, title: str, lang: str = "en") -> None:
    """Write the notebook as a self-contained page.

    Args:
        notebook: an executed notebook.
        page: the HTML file to write.
        title: the page's title.
        lang: language of the page's own words, ISO 639-1.
    """
    with as_file(files("analysis.report").joinpath("templates")) as templates:
        own = templates / TEMPLATE
        exporter = HTMLExporter(
            config=Config({"NbConvertBase": {"display_data_priority": DISPLAY_ORDER}}),
            extra_template_basedirs=[str(templates)],
            template_name=TEMPLATE,
        )
        resources = {
            "lesarten": {
                "title": title,
                "lang": lang,
                "version": version("lesarten"),
                "chart_type": VEGA_LITE,
                "css": (own / "page.css").read_text(encoding="utf-8"),
                "js": (own / "page.js").read_text(encoding="utf-8"),
                "vega": vega_script().replace("</script", "<\\/script"),
            }
        }
        html, _ = exporter.from_notebook_node(nbformat.read(notebook, as_version=4), resources)
    page.write_text(html, encoding="utf-8")
