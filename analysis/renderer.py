"""An Altair renderer whose output shows everywhere: JupyterLab, exported pages, viewers without JS.

Altair's own renderers come out blank without a network, or carry a MIME type that JupyterLab's
Vega-Lite 5 does not read. Ours puts three versions side by side: Vega-Lite, SVG, words.
"""

from typing import Any

import altair as alt
import vl_convert

VEGA_LITE = "application/vnd.vegalite.v5+json"
VEGA_LITE_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
# The Vega-Lite release that draws the SVG and the exported page: that of Altair's schema.
VEGA_LITE_VERSION = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])


def enable_renderer() -> None:
    """Make the renderer Altair's current one, for this session."""
    alt.renderers.register("lesarten", mime_bundle)
    alt.renderers.enable("lesarten")


def mime_bundle(spec: dict[str, Any], **_: Any) -> dict[str, Any]:
    """The chart as Vega-Lite (interactive), SVG (static) and its description in words."""
    svg = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE_VERSION)
    return {
        VEGA_LITE: spec | {"$schema": VEGA_LITE_SCHEMA},
        "image/svg+xml": svg,
        "text/plain": spec.get("description", "a chart without description"),
    }


def vega_script() -> str:
    """JavaScript that draws charts in a page without any network: Vega, Vega-Lite, Vega-Embed."""
    return vl_convert.javascript_bundle(vl_version=VEGA_LITE_VERSION)
