// Draws each chart in place of its static picture, as wide as the page allows.
for (const chart of document.querySelectorAll("figure.chart")) {
  const spec = JSON.parse(chart.querySelector("script").textContent);
  delete spec.$schema; // it names the release JupyterLab reads; the one in this page is newer
  if (spec.facet) {
    // small multiples keep their width, which "container" cannot share out; phones get two abreast
    if (window.innerWidth < 560) spec.columns = 2;
  } else {
    spec.width = "container";
    spec.autosize = { type: "fit-x", contains: "padding" };
  }
  if (window.innerWidth < 560) {
    // phones: one legend column and shorter labels leave room for the marks
    spec.config.legend.columns = 1;
    spec.config.axis.labelLimit = 110;
  }
  const options = { actions: false, renderer: "svg", loader: { target: "_self" } };
  window.vegaEmbed(chart.querySelector(".vega"), spec, options).catch((error) => console.error(error));
}
