// Layers over time: a line a layer, a column a watched step, one quantity at a time.

const QUANTITIES = {
  mean: "mean of the outputs", deviation: "deviation of the outputs", saturated: "share of saturated outputs", dead: "share of dead units",
  gradient_norm: "norm of the gradient", parameter_norm: "norm of the parameters", update_ratio: "update over parameters",
  output_gradient: "norm of a row's gradient by the outputs",
};
const SHARES = new Set(["saturated", "dead"]);
const LINEAR = new Set(["mean"]);
let chosenQuantity = null;

function layersSection(layers) {
  const names = Object.keys(layers.quantities);
  const canvas = element("canvas", {});
  const plot = element("div", {class: "plot", tabindex: "0", role: "group", "aria-roledescription": "heat map", "aria-label":
    "Layers over steps. Arrow keys move from cell to cell; what is there is read below."}, canvas);
  const readout = element("p", {class: "readout", "aria-live": "polite"});
  const legend = element("div", {});
  const choice = element("select", {id: "quantity", onchange: () => { chosenQuantity = choice.value; draw(); open.replaceWith(open = numbers()); }},
    names.map(name => element("option", {value: name}, QUANTITIES[name] || title(name))));
  if (names.includes(chosenQuantity)) choice.value = chosenQuantity;
  const left = 128;
  const top = 4;
  const bottom = 22;
  let cell = {layer: 0, step: layers.steps.length - 1};
  let size = {};

  function scaleOf(name) {
    const all = layers.quantities[name].flat().filter(number => number !== null);
    if (SHARES.has(name)) return {from: 0, to: 1, place: number => number, words: percent};
    const logarithmic = !LINEAR.has(name) && all.some(number => number > 0);
    const used = logarithmic ? all.filter(number => number > 0) : all;
    const from = least(used);
    const to = -least(used.map(number => -number));
    const bend = logarithmic ? number => Math.log(Math.max(number, from)) : number => number;
    const span = bend(to) - bend(from) || 1;
    return {from, to, place: number => (bend(number) - bend(from)) / span, words: figure, logarithmic};
  }

  function draw() {
    const grid = layers.quantities[choice.value];
    const scale = scaleOf(choice.value);
    const width = Math.max(220, plot.clientWidth);
    const line = Math.max(14, Math.min(26, 420 / layers.names.length));
    const labels = width < 420 ? 80 : left;
    const height = top + line * layers.names.length + bottom;
    const ratio = window.devicePixelRatio || 1;
    Object.assign(canvas, {width: width * ratio, height: height * ratio});
    Object.assign(canvas.style, {width: width + "px", height: height + "px"});
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    const column = (width - labels) / layers.steps.length;
    size = {labels, line, column};
    pen.font = "12px system-ui, sans-serif";
    pen.textBaseline = "middle";
    grid.forEach((row, layer) => {
      pen.fillStyle = colour("ink");
      pen.fillText(fitted(pen, layers.names[layer].replace("layers.", ""), labels - 8), 0, top + line * (layer + 0.5));
      row.forEach((number, step) => {
        pen.fillStyle = number === null ? colour("grid") : heat(scale.place(number));
        pen.fillRect(labels + column * step, top + line * layer, Math.ceil(column), line - 1);
      });
    });
    pen.fillStyle = colour("soft");
    pen.fillText("step " + figure(layers.steps[0]), labels, height - 9);
    const last = figure(layers.steps.at(-1));
    pen.fillText(last, width - pen.measureText(last).width, height - 9);
    if (document.activeElement === plot) {
      pen.strokeStyle = colour("ink");
      pen.lineWidth = 2;
      pen.strokeRect(labels + column * cell.step, top + line * cell.layer, Math.max(3, column), line - 1);
    }
    legend.replaceChildren(heatLegend(scale.words(scale.from), scale.words(scale.to) + (scale.logarithmic ? ", logarithmic" : "")));
    tell();
  }

  function tell() {
    const number = layers.quantities[choice.value][cell.layer][cell.step];
    const words = number === null ? "none" : scaleOf(choice.value).words(number);
    readout.textContent = `${layers.names[cell.layer]}, step ${figure(layers.steps[cell.step])}: ${QUANTITIES[choice.value] || title(choice.value)} ${words}`;
  }

  plot.addEventListener("pointermove", event => {
    const box = canvas.getBoundingClientRect();
    const step = Math.floor((event.clientX - box.left - size.labels) / size.column);
    const layer = Math.floor((event.clientY - box.top - top) / size.line);
    if (step >= 0 && step < layers.steps.length && layer >= 0 && layer < layers.names.length) {
      cell = {layer, step};
      tell();
    }
  });
  plot.addEventListener("keydown", event => {
    const by = {ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0]}[event.key];
    if (!by) return;
    cell = {layer: Math.min(layers.names.length - 1, Math.max(0, cell.layer + by[0])), step: Math.min(layers.steps.length - 1, Math.max(0, cell.step + by[1]))};
    event.preventDefault();
    draw();
  });
  plot.addEventListener("focus", draw);
  plot.addEventListener("blur", draw);

  function numbers() {
    return behind("Numbers", () => table(`${QUANTITIES[choice.value] || title(choice.value)} by layer`, ["Layer", "First", "Last", "Lowest", "Highest"],
      layers.names.map((name, i) => {
        const row = layers.quantities[choice.value][i].filter(number => number !== null);
        const extremes = row.length === 0 ? [null, null, null, null] : [row[0], row.at(-1), least(row), -least(row.map(number => -number))];
        return [name, ...extremes.map(figure)];
      })));
  }

  let open = numbers();
  drawn.add({place: plot, draw});
  return section("layers", "Layers over time",
    element("div", {class: "card"}, element("div", {class: "tools"}, element("label", {for: "quantity"}, "Show"), choice), plot, legend, readout, open));
}

/** As much of a text as there is room for. */
function fitted(pen, text, room) {
  let shown = text;
  while (shown.length > 1 && pen.measureText(shown).width > room) shown = shown.slice(0, -2) + "…";
  return shown;
}
