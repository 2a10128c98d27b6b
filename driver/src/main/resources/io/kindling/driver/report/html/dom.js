// Elements, numbers and colours. All that comes from the data is put in as text, never as markup.

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter(child => child !== null && child !== undefined));
  return made;
}

function drawing(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  made.append(...children.flat());
  return made;
}

/** A number as people read it: four digits that tell something, whatever its size. */
function figure(number) {
  if (typeof number !== "number" || !Number.isFinite(number)) return "none";
  const size = Math.abs(number);
  if (Number.isInteger(number) && size < 1e15) return number.toLocaleString("en-US");
  if (size < 1e-3 || size >= 1e6) return number.toExponential(2);
  return size >= 100 ? number.toFixed(1) : number.toFixed(4);
}

/** A number without more digits than it needs: 62.9 and not 62.9000. */
function plain(number) {
  if (typeof number !== "number" || !Number.isFinite(number)) return "none";
  const size = Math.abs(number);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return number.toExponential(2);
  return Number(number.toPrecision(5)).toLocaleString("en-US", {maximumFractionDigits: 8});
}

function percent(share) {
  return Number.isFinite(share) ? (100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0) + "\u00a0%" : "none";
}

/** What a value of any kind is in a line. */
function inWords(value) {
  if (value === undefined) return "not set";
  if (value === null) return "none";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** "gradient_norm" as a title: Gradient norm. */
function title(name) {
  const words = name.replaceAll("_", " ");
  const known = {rmse: "RMSE", mae: "MAE", mse: "MSE", r2: "R²", auc: "AUC", f1: "F1", blas: "BLAS", "weights sha256": "SHA-256 of the weights"};
  return known[words] || words.charAt(0).toUpperCase() + words.slice(1);
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
}

function seriesColour(index) {
  return colour("s" + index % 8);
}

/** From dark blue to yellow in steps that look alike: some points of matplotlib's viridis (CC0). */
const SCALE = [[68, 1, 84], [71, 44, 122], [59, 81, 139], [44, 113, 142], [33, 144, 141], [39, 173, 129], [92, 200, 99], [170, 220, 50], [253, 231, 37]];

function heat(share) {
  const at = Math.min(1, Math.max(0, share)) * (SCALE.length - 1);
  const low = Math.min(SCALE.length - 2, Math.floor(at));
  const mix = SCALE[low].map((part, i) => Math.round(part + (SCALE[low + 1][i] - part) * (at - low)));
  return `rgb(${mix.join(",")})`;
}

/** The scale with its ends. */
function heatLegend(from, to) {
  const stops = SCALE.map(([r, g, b]) => `rgb(${r},${g},${b})`).join(",");
  const bar = element("div", {class: "scale", "aria-hidden": "true"});
  bar.style.background = `linear-gradient(90deg, ${stops})`;
  return element("div", {class: "small"}, bar, element("div", {}, `${from} (dark) to ${to} (bright)`));
}

function section(id, heading, ...children) {
  return element("section", {id, "aria-labelledby": id + "-heading"}, element("h2", {id: id + "-heading"}, heading), ...children);
}

/** A table that scrolls by itself, with the keyboard too. */
function table(caption, header, rows, options = {}) {
  const head = element("tr", {}, header.map((name, i) => element("th", {scope: "col", class: i === 0 ? "text" : null}, name)));
  const body = rows.map(row => element("tr", {class: row.class}, (row.cells || row).map((cell, i) => {
    const text = typeof cell === "object" && cell !== null ? cell.text : cell;
    if (i === 0) return element("th", {scope: "row"}, text);
    const words = typeof cell === "string" && !/^-?[\d.,]+(e[+-]?\d+)?(\u00a0%)?$/.test(cell);
    return element("td", {class: (cell && cell.class) || (words ? "text" : null)}, text);
  })));
  return element("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": caption},
    element("table", {class: options.class}, element("caption", {}, caption), element("thead", {}, head), element("tbody", {}, body)));
}

/** What is behind a chart, made when it is opened. */
function behind(label, make) {
  const details = element("details", {}, element("summary", {}, label));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(make());
  });
  return details;
}

/** Things to draw again when the colours or the room change. */
const drawn = new Set();

function redrawAll() {
  for (const one of drawn) {
    if (one.place.isConnected) one.draw();
    else if (one.seen) drawn.delete(one);
    one.seen = one.seen || one.place.isConnected;
  }
}
