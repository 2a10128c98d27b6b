// What the model does well and badly: confusion, residuals, calibration, the worst rows.

function evaluationParts(evaluation) {
  const rows = `${figure(evaluation.rows)} ${evaluation.part} rows`;
  return [
    {id: "confusion", from: evaluation.confusion, make: () => section("confusion", "Confusion", confusionCard(evaluation.confusion, rows))},
    {id: "confused", from: evaluation.confused_pairs, make: () => section("confused", "Confusion", element("div", {class: "card"}, table(
      `Classes confused most often on ${rows}`, ["Label", "Prediction", "Rows"],
      evaluation.confused_pairs.map(pair => [pair.label, {text: pair.prediction, class: "text"}, figure(pair.rows)]))))},
    {id: "residuals", from: evaluation.residuals, make: () => section("residuals", "Residuals", residualCards(evaluation.residuals, rows))},
    {id: "calibration", from: evaluation.calibration, make: () => section("calibration", "Calibration", calibrationCard(evaluation.calibration, rows))},
    {id: "worst", from: evaluation.worst && evaluation.worst.length ? evaluation.worst : null, make: () => section("worst", "Worst examples", worstCard(evaluation.worst, evaluation.part))},
  ];
}

function confusionCard(confusion, rows) {
  const {classes, counts} = confusion;
  const sums = counts.map(line => line.reduce((sum, count) => sum + count, 0));
  let shares = false;
  const place = element("div", {});
  function fill() {
    const header = element("tr", {}, element("td", {}), classes.map(name => element("th", {scope: "col"}, name)), element("th", {scope: "col"}, "Recall"));
    const body = counts.map((line, truth) => element("tr", {}, element("th", {scope: "row"}, classes[truth]), line.map((count, predicted) => {
      const share = sums[truth] ? count / sums[truth] : 0;
      const cell = element("td", {title: `${classes[truth]} taken for ${classes[predicted]}: ${figure(count)} rows, ${percent(share)}`},
        count === 0 ? "·" : shares ? percent(share) : figure(count));
      if (count > 0) cell.style.background = `color-mix(in srgb, var(--${truth === predicted ? "good" : "bad"}) ${Math.round(8 + 30 * Math.sqrt(share))}%, transparent)`;
      return cell;
    }), element("td", {}, sums[truth] ? percent(line[truth] / sums[truth]) : "none")));
    place.replaceChildren(element("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": `Confusion of ${rows}`},
      element("table", {class: "confusion" + (classes.length > 12 ? " many" : "")},
        element("caption", {}, `Lines: what ${rows} are. Columns: what they are taken for.`), element("thead", {}, header), element("tbody", {}, body))));
  }
  fill();
  const button = element("button", {type: "button", "aria-pressed": "false", onclick: () => {
    shares = !shares;
    button.setAttribute("aria-pressed", String(shares));
    fill();
  }}, "Shares of each line");
  return element("div", {class: "card"}, element("div", {class: "tools"}, button), place);
}

const SIDE = 400;
const EDGE = 56;

function axes(from, to, low, high, across, up) {
  return [
    drawing("line", {x1: EDGE, y1: SIDE - EDGE, x2: SIDE - 8, y2: SIDE - EDGE, class: "axis"}),
    drawing("line", {x1: EDGE, y1: 8, x2: EDGE, y2: SIDE - EDGE, class: "axis"}),
    drawing("text", {x: EDGE, y: SIDE - EDGE + 18}, from), drawing("text", {x: SIDE - 8, y: SIDE - EDGE + 18, "text-anchor": "end"}, to),
    drawing("text", {x: (EDGE + SIDE) / 2, y: SIDE - 12, "text-anchor": "middle"}, across),
    drawing("text", {x: EDGE - 6, y: SIDE - EDGE, "text-anchor": "end"}, low), drawing("text", {x: EDGE - 6, y: 18, "text-anchor": "end"}, high),
    drawing("text", {x: 14, y: (SIDE - EDGE) / 2, "text-anchor": "middle", transform: `rotate(-90 14 ${(SIDE - EDGE) / 2})`}, up),
  ];
}

function calibrationCard(calibration, rows) {
  const x = share => EDGE + share * (SIDE - EDGE - 8);
  const y = share => SIDE - EDGE - share * (SIDE - EDGE - 8);
  const most = -least(calibration.bins.map(bin => -bin.rows));
  const words = calibration.of === "the predicted class" ? ["confidence", "share that is right"] : [`probability of ${calibration.of}`, `share that is ${calibration.of}`];
  const marks = calibration.bins.map(bin => drawing("circle", {cx: x(bin.probability), cy: y(bin.share), r: 3 + 7 * Math.sqrt(bin.rows / most), class: "mark", "fill-opacity": 0.75},
    drawing("title", {}, `${figure(bin.rows)} rows of about ${percent(bin.probability)}: ${percent(bin.share)} are so`)));
  const line = drawing("polyline", {points: calibration.bins.map(bin => `${x(bin.probability)},${y(bin.share)}`).join(" "), fill: "none", class: "mark", style: "fill:none", "stroke-width": 1.5});
  return element("div", {class: "card"},
    element("p", {}, `Expected calibration error ${figure(calibration.expected_calibration_error)} on ${rows}: how far ${words[0]} and truth are apart, in the mean. On the dashed line they agree; larger dots stand for more rows.`),
    drawing("svg", {viewBox: `0 0 ${SIDE} ${SIDE}`, role: "img", "aria-label": `Calibration: ${words[1]} against ${words[0]}. The numbers are in the table below.`},
      axes("0 %", "100 %", "0 %", "100 %", words[0], words[1]), drawing("line", {x1: x(0), y1: y(0), x2: x(1), y2: y(1), class: "ideal"}), line, marks),
    behind("Numbers", () => table(`Calibration on ${rows}`, ["Between", "Rows", title(words[0]), title(words[1])],
      calibration.bins.map(bin => [`${percent(bin.from)} and ${percent(bin.to)}`, figure(bin.rows), percent(bin.probability), percent(bin.share)]))));
}

function residualCards(residuals, rows) {
  const bins = residuals.counts.length;
  const most = -least(residuals.counts.flat().map(count => -count));
  const step = (SIDE - EDGE - 8) / bins;
  const cells = [];
  residuals.counts.forEach((line, target) => line.forEach((count, prediction) => {
    if (count > 0) cells.push(drawing("rect", {x: EDGE + step * target, y: SIDE - EDGE - step * (prediction + 1), width: step + 0.3, height: step + 0.3, fill: heat(Math.log1p(count) / Math.log1p(most))}));
  }));
  const label = residuals.label + (residuals.outputs > 1 ? " (the first number)" : "");
  const [from, to] = [figure(residuals.from), figure(residuals.to)];
  const joint = element("div", {class: "card"}, element("h3", {}, "Prediction against label"),
    drawing("svg", {viewBox: `0 0 ${SIDE} ${SIDE}`, role: "img", "aria-label": `${rows}: predictions against ${label}, as a heat map from ${from} to ${to}.`},
      axes(from, to, from, to, label, "prediction"), cells, drawing("line", {x1: EDGE, y1: SIDE - EDGE, x2: SIDE - 8, y2: 8, class: "ideal"})),
    heatLegend("1 row", `${figure(most)} rows, logarithmic`),
    element("p", {class: "small soft"}, "Predictions beyond the labels' range stand at its edge."));
  const counts = residuals.differences;
  const highest = -least(counts.map(count => -count));
  const width = (SIDE - EDGE - 8) / counts.length;
  const bars = counts.map((count, i) => {
    const height = count / highest * (SIDE - EDGE - 8);
    return drawing("rect", {x: EDGE + width * i + 0.5, y: SIDE - EDGE - height, width: width - 1, height, class: "bars"}, drawing("title", {}, `${figure(count)} rows`));
  });
  const between = i => -residuals.furthest + 2 * residuals.furthest * i / counts.length;
  const apart = element("div", {class: "card"}, element("h3", {}, "Prediction minus label"),
    drawing("svg", {viewBox: `0 0 ${SIDE} ${SIDE}`, role: "img", "aria-label": `Histogram of prediction minus label, mean ${figure(residuals.bias)}. The numbers are in the table below.`},
      axes(figure(-residuals.furthest), figure(residuals.furthest), "0", figure(highest), "prediction minus label", "rows"), bars),
    element("p", {}, `Mean ${figure(residuals.bias)}, root of the mean square ${figure(residuals.rmse)}, on ${rows}. What is further away counts in the outermost bars.`),
    behind("Numbers", () => table("Prediction minus label", ["From", "To", "Rows"], counts.map((count, i) => [figure(between(i)), figure(between(i + 1)), figure(count)]))));
  return element("div", {class: "grid"}, joint, apart);
}

function outcomeOf(row) {
  if (row.labels) return row.labels.map((label, i) => `${figure(label)}, predicted ${figure(row.predictions[i])}`).join("; ");
  if (row.label === undefined) return "";
  return `${row.label}, predicted ${row.prediction}${row.probability === undefined ? "" : ` with ${percent(row.probability)}`}`;
}

function worstCard(worst, part) {
  const intro = element("p", {}, `The ${worst.length} ${part} rows with the highest loss: mistyped labels and what the network has not understood come first.`);
  if (worst[0].picture) {
    return element("div", {class: "card"}, intro, element("ol", {class: "pictures"}, worst.map(row => element("li", {}, element("figure", {},
      element("img", {src: /^data:image\/png;base64,[A-Za-z0-9+/=]*$/.test(row.picture) ? row.picture : "", alt: `Row labelled ${outcomeOf(row)}`, title: `row ${row.key}`}),
      element("figcaption", {}, outcomeOf(row), element("br"), element("span", {class: "soft"}, `loss ${figure(row.loss)}`)))))));
  }
  if (worst[0].text !== undefined) {
    return element("div", {class: "card"}, intro, worst.map(row => element("div", {}, element("p", {class: "small soft"}, `loss ${figure(row.loss)} ${outcomeOf(row)}`), element("pre", {class: "text", tabindex: "0"}, row.text))));
  }
  const columns = [...new Set(worst.flatMap(row => Object.keys(row.features || {})))].slice(0, 120);
  const outcomes = row => row.labels ? [row.labels.map(plain).join(", "), row.predictions.map(plain).join(", ")]
    : row.label === undefined ? [] : [row.label, {class: "text", text: `${row.prediction}, ${percent(row.probability)}`}];
  const names = outcomes(worst[0]).length ? ["Label", "Prediction", "Loss"] : ["Row", "Loss"];
  const head = row => (outcomes(row).length ? [...outcomes(row), plain(row.loss)] : [row.key, plain(row.loss)]);
  if (columns.length > 2 * Object.keys(worst[0].features || {}).length) {
    // Rows of very many columns: each has others that are not 0.
    return element("div", {class: "card"}, intro, table("Rows with the highest loss", [...names, "Furthest from 0"],
      worst.map(row => [...head(row), {class: "text", text: Object.entries(row.features || {}).map(([name, value]) => `${name} ${plain(value)}`).join(", ")}])));
  }
  return element("div", {class: "card"}, intro, table("Rows with the highest loss", [...names, ...columns],
    worst.map(row => [...head(row), ...columns.map(column => cellOf((row.features || {})[column]))])));
}

/** A cell of a table of rows; a word that became a 1 among zeros is the number of its place. */
function cellOf(value) {
  if (value === undefined) return "";
  if (typeof value === "number") return plain(value);
  if (!Array.isArray(value)) return inWords(value);
  const ones = value.filter(number => number === 1).length;
  if (ones === 1 && value.every(number => number === 0 || number === 1)) return `${value.indexOf(1) + 1}. of ${value.length}`;
  return value.map(number => (typeof number === "number" ? plain(number) : inWords(number))).join(" ");
}
