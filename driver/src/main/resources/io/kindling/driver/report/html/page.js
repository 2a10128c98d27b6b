// Puts the page together from the data in it; of a training that goes on, asks its server for more.

const live = {curves: []};
const main = document.getElementById("main");

/** Draws what has changed; what the keyboard is in stays as it is. */
function show(data) {
  const {runs} = data;
  const parts = runs.length === 1 ? runSections(runs[0]) : comparisonSections(runs);
  const before = new Map([...main.children].map(one => [one.id, one]));
  const sections = parts.map(({id, from, make}) => {
    const drawnFrom = JSON.stringify(from ?? null);
    const old = before.get(id);
    if (old && (old.drawnFrom === drawnFrom || old.contains(document.activeElement))) return old;
    const made = make();
    if (made) made.drawnFrom = drawnFrom;
    return made;
  }).filter(one => one !== null);
  const head = runs.length === 1 ? headline(runs[0]) : element("header", {}, element("h1", {}, `${runs.length} runs side by side`));
  main.replaceChildren(head, ...sections);
  document.getElementById("sections").replaceChildren(...sections.map(one => element("a", {href: "#" + one.id}, one.querySelector("h2").textContent)));
  document.getElementById("footer").replaceChildren(element("p", {}, `Made by Kindling ${data.kindling}.`));
  redrawAll();
}

/** A line of metrics.csv; one of the same step joins what is there. */
function take(line) {
  if (!data.runs[0].metrics) return;
  const columns = data.runs[0].metrics.columns;
  const last = columns.step.length - 1;
  const joins = last >= 0 && columns.step[last] === line.step;
  if (!joins && last >= 0 && columns.step[last] > line.step) return;
  for (const [name, values] of Object.entries(columns)) {
    const value = line[name] ?? null;
    if (!joins) values.push(value);
    else if (value !== null) values[last] = value;
  }
  if (!joins) data.runs[0].metrics.points++;
  later();
}

let waiting = false;

function later() {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    const columns = data.runs[0].metrics.columns;
    if (JSON.stringify(chartsOf(columns)) !== document.getElementById("curves")?.drawnFrom) show(data);
    live.curves.forEach(curve => curve.update(columns.step, curve.columns.map(name => columns[name])));
  }, 250);
}

/** All anew, from the files that have changed. */
async function refresh() {
  const answer = await fetch("data", {cache: "no-store"});
  if (!answer.ok) return;
  data = await answer.json();
  show(data);
  later();
}

function follow() {
  const bar = element("p", {class: "live", role: "status", id: "live"}, "Training goes on; this page follows it.");
  document.body.append(bar);
  const events = new EventSource("events");
  events.addEventListener("line", event => take(JSON.parse(event.data)));
  events.addEventListener("files", () => refresh());
  events.addEventListener("end", () => {
    events.close();
    refresh().then(() => { bar.textContent = "Training has ended. report.html in the run directory stays."; });
  });
  events.onerror = () => {
    bar.textContent = events.readyState === EventSource.CLOSED ? "Training has ended, or its server is gone." : "The training does not answer; trying again.";
  };
  events.onopen = () => { bar.textContent = "Training goes on; this page follows it."; };
}

let data = JSON.parse(document.getElementById("data").textContent);
show(data);
if (data.live) follow();

let width = window.innerWidth;
window.addEventListener("resize", () => {
  if (window.innerWidth !== width) {
    width = window.innerWidth;
    redrawAll();
  }
});
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
window.addEventListener("beforeprint", () => {
  document.documentElement.classList.add("printing");
  redrawAll();
});
window.addEventListener("afterprint", () => {
  document.documentElement.classList.remove("printing");
  redrawAll();
});
