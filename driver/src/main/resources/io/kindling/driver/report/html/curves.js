// Curves over steps, by uPlot: zoom, logarithmic scale, a cursor for mouse and keyboard, and the numbers in a table.

const MOST_TABLE_ROWS = 200;

/**
 * A chart.
 *
 * @param heading what it shows
 * @param steps its horizontal axis
 * @param series of {name, values, dots}: null where there is no number; dots are joined over gaps
 */
function curveCard(heading, steps, series) {
  let logarithmic = false;
  let chart = null;
  const id = "curve-" + heading.toLowerCase().replace(/\W+/g, "-");
  const plot = element("div", {class: "plot", tabindex: "0", role: "group", "aria-roledescription": "chart", "aria-label":
    `${heading} by step. Arrow keys move from point to point, + and - zoom, 0 shows all, L switches the logarithmic scale.`});
  const readout = element("p", {class: "readout", "aria-live": "polite"}, summaryOf(steps, series));
  const shown = series.map(() => true);

  const positive = values => values.map(value => (value > 0 ? value : null));
  const data = () => [steps, ...series.map(one => (logarithmic ? positive(one.values) : one.values))];

  function options(width) {
    const axis = {stroke: () => colour("soft"), grid: {stroke: () => colour("grid"), width: 1}, ticks: {stroke: () => colour("line")}, font: "12px system-ui, sans-serif"};
    return {
      width, height: Math.max(180, Math.min(300, width * 0.55)), legend: {show: false},
      cursor: {drag: {x: true, y: false, setScale: true}, focus: {prox: 30}, points: {size: 7}},
      scales: {x: {time: false}, y: logarithmic ? {distr: 3} : {}},
      axes: [
        {...axis, values: (u, ticks) => ticks.map(tick => (Number.isInteger(tick) ? tick.toLocaleString("en-US") : ""))},
        {...axis, size: 58, values: (u, ticks) => ticks.map(tick => (tick === null ? "" : shortFigure(tick)))},
      ],
      series: [{}, ...series.map((one, i) => ({
        label: one.name, show: shown[i], spanGaps: true, width: 2, stroke: () => seriesColour(one.colour ?? i), dash: one.dash,
        points: {show: one.values.filter(value => value !== null).length <= 60, size: 5, fill: () => seriesColour(one.colour ?? i)},
      }))],
      hooks: {setCursor: [tell]},
    };
  }

  function tell(u) {
    const at = u.cursor.idx;
    if (at === null || at === undefined) return;
    readout.textContent = `step ${figure(steps[at])}: ` + series
      .map((one, i) => ({name: one.name, value: nearest(one.values, at), shown: shown[i]}))
      .filter(one => one.shown && one.value !== null).map(one => `${one.name} ${figure(one.value)}`).join(", ");
  }

  function draw() {
    const width = Math.max(220, plot.clientWidth);
    if (chart) {
      chart.destroy();
    }
    chart = new uPlot(options(width), data(), plot);
  }

  function zoom(factor) {
    const {min, max} = chart.scales.x;
    const middle = chart.cursor.idx === null || chart.cursor.idx === undefined ? (min + max) / 2 : steps[chart.cursor.idx];
    const from = Math.max(steps[0], middle - (middle - min) * factor);
    const to = Math.min(steps.at(-1), middle + (max - middle) * factor);
    if (to > from) chart.setScale("x", {min: from, max: to});
  }

  const whole = () => chart.setScale("x", {min: steps[0], max: steps.at(-1)});

  function move(to) {
    const at = Math.max(0, Math.min(steps.length - 1, to));
    const {min, max} = chart.scales.x;
    if (steps[at] < min || steps[at] > max) {
      const half = (max - min) / 2;
      chart.setScale("x", {min: Math.max(steps[0], steps[at] - half), max: Math.min(steps.at(-1), steps[at] + half)});
    }
    chart.setCursor({left: chart.valToPos(steps[at], "x"), top: chart.over.clientHeight / 2});
  }

  function setLogarithmic(on) {
    logarithmic = on;
    logButton.setAttribute("aria-pressed", String(on));
    draw();
  }

  plot.addEventListener("keydown", event => {
    const at = chart.cursor.idx;
    const moves = {ArrowRight: (at ?? -1) + 1, ArrowLeft: (at ?? steps.length) - 1, Home: 0, End: steps.length - 1};
    const others = {"+": () => zoom(0.5), "=": () => zoom(0.5), "-": () => zoom(2), 0: whole, Escape: whole, l: () => setLogarithmic(!logarithmic), L: () => setLogarithmic(!logarithmic)};
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in moves) move(moves[event.key]);
    else if (event.key in others) others[event.key]();
    else return;
    event.preventDefault();
  });

  const logButton = element("button", {type: "button", "aria-pressed": "false", onclick: () => setLogarithmic(!logarithmic)}, "Log scale");
  const tools = element("div", {class: "tools"},
    series.map((one, i) => {
      const swatch = element("span", {class: "swatch", "aria-hidden": "true"});
      swatch.style.background = `var(--s${(one.colour ?? i) % 8})`;
      return element("button", {type: "button", class: "series", "aria-pressed": "true", onclick: event => {
        shown[i] = !shown[i];
        event.currentTarget.setAttribute("aria-pressed", String(shown[i]));
        chart.setSeries(i + 1, {show: shown[i]});
      }}, swatch, one.name);
    }),
    logButton,
    element("button", {type: "button", "aria-label": "Zoom in", onclick: () => zoom(0.5)}, "+"),
    element("button", {type: "button", "aria-label": "Zoom out", onclick: () => zoom(2)}, "−"),
    element("button", {type: "button", onclick: () => whole()}, "Show all"));

  const card = element("div", {class: "card curve", id}, element("h3", {}, heading), tools, plot, readout,
    behind("Numbers", () => numbersOf(heading, steps, series)));
  drawn.add({place: plot, draw});
  return {
    card,
    /** Other numbers for the same curves; what is zoomed to stays. */
    update(newSteps, values) {
      const zoomed = chart && (chart.scales.x.min > steps[0] || chart.scales.x.max < steps.at(-1));
      steps = newSteps;
      values.forEach((one, i) => { series[i].values = one; });
      if (chart) chart.setData(data(), !zoomed);
      readout.textContent = summaryOf(steps, series);
    },
  };
}

/** The number there, or the one before: validations are rarer than steps. */
function nearest(values, at) {
  for (let i = at; i >= 0; i--) if (values[i] !== null) return values[i];
  return null;
}

function summaryOf(steps, series) {
  return series.map(one => {
    const numbers = one.values.filter(value => value !== null);
    if (numbers.length === 0) return `${one.name}: no numbers`;
    return `${one.name}: from ${figure(numbers[0])} to ${figure(numbers.at(-1))}, lowest ${figure(least(numbers))}, highest ${figure(-least(numbers.map(number => -number)))}`;
  }).join("; ");
}

function least(numbers) {
  return numbers.reduce((low, number) => (number < low ? number : low), Infinity);
}

function shortFigure(number) {
  const size = Math.abs(number);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return number.toExponential(0);
  return String(Number(number.toPrecision(4)));
}

function numbersOf(heading, steps, series) {
  const every = Math.ceil(steps.length / MOST_TABLE_ROWS);
  const rows = [];
  for (let i = steps.length - 1; i >= 0; i -= every) {
    rows.unshift([figure(steps[i]), ...series.map(one => (one.values[i] === null ? "" : figure(one.values[i])))]);
  }
  return table(`${heading}${every > 1 ? `, every ${every}th of ${steps.length} points` : ""}`, ["Step", ...series.map(one => one.name)], rows);
}
