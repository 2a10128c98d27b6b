// Several runs side by side: what differs between their settings, their figures, their curves over each other.

/** Settings as paths: training.optimizer.adam.learning_rate, model.layers[0].dense.units. */
function paths(settings, prefix = "", found = {}) {
  const inner = value => value !== null && typeof value === "object" && (!Array.isArray(value) || value.some(one => one !== null && typeof one === "object"));
  for (const [name, value] of Object.entries(settings || {})) {
    const path = Array.isArray(settings) ? `${prefix}[${name}]` : prefix ? `${prefix}.${name}` : name;
    if (inner(value)) paths(value, path, found);
    else found[path] = value;
  }
  return found;
}

/** Names to tell runs apart: those of the directories. */
function labelsOf(runs) {
  return runs.map((run, i) => (runs.filter(other => other.directory === run.directory).length > 1 ? `${i + 1}: ${run.directory}` : run.directory));
}

function differencesSection(runs, labels) {
  const all = runs.map(run => paths(run.config.settings));
  const names = [...new Set(all.flatMap(Object.keys))].filter(path => new Set(all.map(one => JSON.stringify(one[path]))).size > 1);
  return section("differences", "What differs", names.length
    ? table("Settings that are not the same in all runs", ["Setting", ...labels], names.map(path => [path, ...all.map(one => ({class: "text", text: inWords(one[path])}))]))
    : element("p", {}, "All settings are the same."));
}

/** Figures by name: test/accuracy. */
function allFigures(run) {
  const found = {};
  for (const part of ["test", "validation", "train"]) {
    for (const [name, value] of Object.entries((run.summary || {})[part] || {})) found[`${part} ${name}`] = value;
  }
  for (const name of ["steps", "epochs", "parameters", "rows_per_second", "ms_per_step"]) if (run.summary) found[name] = run.summary[name];
  if (run.evaluation && run.evaluation.calibration) found["calibration error"] = run.evaluation.calibration.expected_calibration_error;
  return found;
}

function figuresSection(runs, labels) {
  const all = runs.map(allFigures);
  const names = [...new Set(all.flatMap(Object.keys))];
  const neutral = /^(steps|epochs|parameters)$/;
  const rows = names.map(name => {
    const numbers = all.map(one => one[name]).filter(Number.isFinite);
    const less = LESS_IS_BETTER.test(name) || name === "ms_per_step" || name === "calibration error";
    const best = less ? least(numbers) : -least(numbers.map(number => -number));
    const tells = !neutral.test(name) && numbers.length > 1 && new Set(numbers).size > 1;
    return [title(name), ...all.map(one => ({text: figure(one[name]) + (tells && one[name] === best ? " ★" : ""), class: tells && one[name] === best ? "best" : null}))];
  });
  rows.unshift(["Status", ...runs.map(run => ({text: (STATUS[statusOf(run)] || [statusOf(run)])[0], class: (STATUS[statusOf(run)] || [])[1]}))]);
  return section("figures", "Figures", table("★ is the best of a line", ["Figure", ...labels], rows));
}

function overlaySection(runs, labels) {
  const charts = new Map();
  runs.forEach((run, i) => {
    if (!run.metrics) return;
    for (const {heading, series} of chartsOf(run.metrics.columns)) {
      for (const [name, column] of series) {
        const key = series.length > 1 ? `${heading}, ${name}` : heading;
        if (!charts.has(key)) charts.set(key, []);
        charts.get(key).push({run: i, steps: run.metrics.columns.step, values: run.metrics.columns[column]});
      }
    }
  });
  const cards = [...charts].map(([heading, lines]) => {
    const steps = [...new Set(lines.flatMap(line => line.steps))].sort((a, b) => a - b);
    const at = new Map(steps.map((step, i) => [step, i]));
    return curveCard(heading, steps, lines.map(line => {
      const values = new Array(steps.length).fill(null);
      line.steps.forEach((step, i) => { values[at.get(step)] = line.values[i]; });
      return {name: labels[line.run], values, colour: line.run, dash: line.run >= 8 ? [6, 4] : undefined};
    })).card;
  });
  return cards.length ? section("curves", "Curves", element("div", {class: "grid"}, cards)) : null;
}

function verdictsOfAll(runs, labels) {
  if (!runs.some(run => run.verdicts)) return null;
  const ids = [...new Set(runs.flatMap(run => ((run.verdicts || {}).verdicts || []).map(verdict => verdict.title || verdict.id)))];
  if (!ids.length) return section("verdicts", "Verdicts", element("p", {}, "Nothing was found to be wrong with these trainings."));
  return section("verdicts", "Verdicts", table("Where each was seen", ["Verdict", ...labels], ids.map(id => [id, ...runs.map(run => {
    const seen = ((run.verdicts || {}).verdicts || []).filter(verdict => (verdict.title || verdict.id) === id);
    return {class: "text", text: run.verdicts ? seen.map(verdict => [verdict.severity, verdict.layer, `since step ${verdict.since_step}`].filter(Boolean).join(", ")).join("; ") || "no" : "not watched"};
  })])));
}

function ledgersSection(runs, labels) {
  const timed = runs.map((run, i) => ({label: labels[i], times: run.summary && run.summary.step_ms})).filter(run => run.times);
  if (!timed.length) return null;
  const parts = [...new Set(timed.flatMap(run => Object.keys(run.times)))];
  return section("ledger", "Where the time went", timed.map(run => element("div", {}, element("p", {class: "small"}, run.label), timesBar(run.times))),
    table("Milliseconds of a step", ["Part", ...timed.map(run => run.label)], parts.map(part => [part, ...timed.map(run => figure(run.times[part]))])));
}

function comparisonSections(runs) {
  const labels = labelsOf(runs);
  const rowsOf = (evaluation, i) => `${figure(evaluation.rows)} ${evaluation.part} rows of ${labels[i]}`;
  const single = (run, i) => section(`run-${i}`, labels[i],
    run.evaluation && run.evaluation.confusion ? confusionCard(run.evaluation.confusion, rowsOf(run.evaluation, i)) : null,
    run.evaluation && run.evaluation.residuals ? residualCards(run.evaluation.residuals, rowsOf(run.evaluation, i)) : null,
    behind("Settings", () => element("pre", {tabindex: "0"}, run.config.text)));
  return [
    {id: "differences", make: () => differencesSection(runs, labels)},
    {id: "figures", make: () => figuresSection(runs, labels)},
    {id: "curves", make: () => overlaySection(runs, labels)},
    {id: "verdicts", make: () => verdictsOfAll(runs, labels)},
    {id: "ledger", make: () => ledgersSection(runs, labels)},
    ...runs.map((run, i) => ({id: `run-${i}`, make: () => single(run, i)})),
  ];
}
