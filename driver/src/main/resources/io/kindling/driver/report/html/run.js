// One run: result, verdicts, curves, layers, evaluation, ledger, audit, settings.

const STATUS = {
  completed: ["completed", "good"], converged: ["converged", "good"], early_stopped: ["stopped early", "good"], stopped: ["stopped by the user", "warn"],
  failed: ["failed", "bad"], diverged: ["diverged", "bad"], running: ["training", "warn"],
};
const LESS_IS_BETTER = /loss|rmse|mae|mse|perplexity|bits_per_token/;
const TIMES = ["compute", "waiting", "broadcast", "scheduling", "aggregation", "update"];

function statusOf(run) {
  return run.summary ? run.summary.status : "running";
}

/** The figures that count: of the test, else of the validation. */
function figuresOf(run) {
  const summary = run.summary || {};
  if (summary.test) return {part: "test", figures: summary.test};
  if (summary.validation) return {part: "validation", figures: summary.validation};
  return {part: "training", figures: summary.train || {}};
}

/** The figure to name first: accuracy or R² rather than the loss. */
function mainFigure(figures) {
  return ["accuracy", "r2", ...Object.keys(figures)].find(name => typeof figures[name] === "number");
}

function headline(run) {
  const summary = run.summary || {};
  const [words, kind] = STATUS[statusOf(run)] || [statusOf(run), "warn"];
  const {part, figures} = figuresOf(run);
  const first = mainFigure(figures);
  const tiles = Object.entries(figures).filter(([name]) => name !== first).slice(0, 5).map(([name, value]) => [`${title(name)}, ${part}`, figure(value)]);
  if (part === "test" && summary.validation) tiles.push(["Loss, validation", figure(summary.validation.loss)]);
  if (summary.best) tiles.push(["Best at step", figure(summary.best.step)]);
  for (const name of ["steps", "epochs", "parameters", "rows_per_second"]) if (summary[name] !== undefined && summary[name] !== null) tiles.push([title(name), figure(summary[name])]);
  return element("header", {},
    element("h1", {}, run.config.settings.name || run.directory),
    element("p", {}, element("span", {class: `status ${kind}`, id: "status"}, words), " ", element("span", {class: "soft"}, run.directory)),
    summary.failure ? element("p", {class: "bad"}, summary.failure) : null,
    summary.reason ? element("p", {class: "soft"}, summary.reason) : null,
    first ? element("p", {class: "headline"}, element("strong", {}, figure(figures[first])), ` ${title(first)} on the ${part} rows`) : null,
    element("dl", {class: "tiles"}, tiles.map(([name, value]) => element("div", {class: "tile"}, element("dt", {}, name), element("dd", {}, value)))));
}

function verdictCards(verdicts) {
  const names = {error: "Error", warning: "Warning", note: "Note"};
  const order = ["error", "warning", "note"];
  return [...verdicts].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity)).map(verdict => {
    const examples = (verdict.examples || []).length ? element("ul", {class: "examples"}, verdict.examples.map(line => element("li", {}, line))) : null;
    const facts = [["Where", verdict.layer], ["Since step", verdict.since_step], ["Seen", verdict.evidence], ["Examples", examples], ["Cause", verdict.cause], ["What helps", verdict.remedy]];
    return element("article", {class: `card verdict ${order.includes(verdict.severity) ? verdict.severity : "note"}`},
      element("h3", {}, `${names[verdict.severity] || verdict.severity}: ${verdict.title || verdict.id}`),
      element("dl", {}, facts.filter(([, words]) => words !== undefined && words !== null && words !== "").flatMap(([name, words]) =>
        [element("dt", {}, name), element("dd", {}, typeof words === "number" ? figure(words) : words)])));
  });
}

function verdictsSection(run) {
  const found = run.verdicts.verdicts || [];
  return section("verdicts", "Verdicts", found.length ? verdictCards(found) : element("p", {}, "Nothing was found to be wrong with this training."));
}

/** Which curves to draw: {heading, series: [{name, column}]}. */
function chartsOf(columns) {
  const has = name => (columns[name] || []).some(value => value !== null);
  const charts = [];
  const loss = [["training", "train_loss"], ["validation", "validation_loss"]].filter(([, column]) => has(column));
  if (loss.length) charts.push({heading: "Loss", series: loss});
  for (const column of Object.keys(columns)) {
    if (column.startsWith("validation_") && column !== "validation_loss" && has(column)) charts.push({heading: title(column.slice(11)), series: [["validation", column]]});
  }
  for (const [column, heading] of [["gradient_norm", "Gradient norm"], ["learning_rate", "Learning rate"], ["rows_per_second", "Rows per second"]]) {
    if (has(column)) charts.push({heading, series: [["training", column]]});
  }
  return charts;
}

/** In how many of the logged steps the gradient was longer than training.clip_norm lets it be. */
function clippingRate(run) {
  const longest = Number((run.config.settings.training || {}).clip_norm);
  const norms = (run.metrics.columns.gradient_norm || []).filter(norm => norm !== null);
  if (!(longest > 0) || !norms.length) return null;
  return element("p", {class: "soft small", id: "clipping"}, `The gradient was clipped to ${longest} in ${percent(norms.filter(norm => norm > longest).length / norms.length)} of the steps that are drawn.`);
}

function curvesSection(run) {
  live.curves = [];
  const {columns, points} = run.metrics;
  if (!columns.step.length) return section("curves", "Curves", element("p", {class: "soft"}, "No step has been logged yet."));
  const cards = chartsOf(columns).map(chart => {
    const made = curveCard(chart.heading, columns.step, chart.series.map(([name, column]) => ({name, values: columns[column], colour: name === "validation" ? 1 : 0})));
    live.curves.push({update: made.update, columns: chart.series.map(([, column]) => column)});
    return made.card;
  });
  return section("curves", "Curves",
    element("p", {class: "soft small"}, `${figure(points)} points${points > columns.step.length ? `, of which ${figure(columns.step.length)} are drawn, the highest and lowest among them` : ""}. Each goes over the steps. Drag over a curve, or take + and −, to zoom.`),
    clippingRate(run),
    element("div", {class: "grid"}, cards));
}

function timesBar(times) {
  const parts = Object.entries(times).filter(([, millis]) => millis > 0);
  const whole = parts.reduce((sum, [, millis]) => sum + millis, 0);
  return element("div", {class: "bar", "aria-hidden": "true"}, parts.map(([name, millis]) => {
    const part = element("span", {title: `${name} ${percent(millis / whole)}`});
    part.style.flex = String(millis);
    part.style.background = `var(--s${Math.max(0, TIMES.indexOf(name)) % 8})`;
    return part;
  }));
}

function ledgerSection(run) {
  const times = run.summary.step_ms;
  const whole = Object.values(times).reduce((sum, millis) => sum + millis, 0);
  return section("ledger", "Where the time went", element("div", {class: "card"},
    element("p", {}, `A step took ${whole.toPrecision(3)} ms in the mean.`), timesBar(times),
    table("Milliseconds of a step", ["Part", "ms", "Share"], Object.entries(times).map(([name, millis]) => {
      const swatch = element("span", {class: "swatch", "aria-hidden": "true"});
      swatch.style.background = `var(--s${Math.max(0, TIMES.indexOf(name)) % 8})`;
      return [{text: element("span", {}, swatch, name)}, millis.toFixed(3), percent(millis / whole)];
    }))));
}

function auditSection(run) {
  const findings = run.audit.findings || [];
  const rows = Object.entries(run.audit.rows || {}).map(([part, count]) => `${figure(count)} ${part}`).join(", ");
  return section("audit", "Data audit", rows ? element("p", {class: "soft"}, `Rows looked at: ${rows}.`) : null,
    findings.length ? verdictCards(findings.map(finding => ({...finding, title: title(finding.title || finding.id), layer: finding.column, remedy: finding.advice || finding.remedy})))
      : element("p", {}, "Nothing was found to be wrong with the data."));
}

function settingsSection(run) {
  const facts = Object.entries({...(run.environment || {}), ...Object.fromEntries(["engine", "blas", "exact", "not_exact_because", "seed", "weights_sha256"]
    .filter(name => run.summary && run.summary[name] !== undefined).map(name => [name, run.summary[name]]))});
  return section("settings", "Settings and environment",
    facts.length ? element("dl", {class: "facts"}, facts.flatMap(([name, value]) => [element("dt", {}, title(name)), element("dd", {}, inWords(value))])) : null,
    element("pre", {tabindex: "0", "aria-label": "config.yaml, resolved"}, run.config.text));
}

/** What is on the page, in order: where it stands, what it is drawn from, and how. */
function runSections(run) {
  const parts = [
    {id: "verdicts", from: run.verdicts, make: () => verdictsSection(run)},
    // Curves are drawn on where they are, as long as there are no others.
    {id: "curves", from: run.metrics && chartsOf(run.metrics.columns), make: () => curvesSection(run)},
    {id: "layers", from: run.layers, make: () => layersSection(run.layers)},
    ...(run.evaluation ? evaluationParts(run.evaluation) : []),
    {id: "ledger", from: run.summary && run.summary.step_ms, make: () => ledgerSection(run)},
    {id: "audit", from: run.audit, make: () => auditSection(run)},
    {id: "settings", from: [run.config.text, run.environment, run.summary && run.summary.weights_sha256], make: () => settingsSection(run)},
  ];
  return parts.filter(part => part.from !== undefined && part.from !== null);
}
