// Everything works without this script. It makes three things handier: map, table and chart show the same region
// together; the values of any hour of the chart are read off its legend; the left and right arrows change the hour.
"use strict";

const marked = new Set();

/** Marks a region wherever it is shown; null marks none. */
function mark(code) {
  for (const element of marked) element.classList.remove("lit");
  marked.clear();
  if (!code) return;
  const places = `.area[data-region="${code}"], tr[data-region="${code}"], [data-line="${code}"]`;
  for (const element of document.querySelectorAll(places)) {
    element.classList.add("lit");
    marked.add(element);
  }
}

/** The code of the region that an event is about. */
function regionOf(event) {
  const element = event.target instanceof Element ? event.target.closest("[data-region], [data-line], [data-end]") : null;
  return element ? element.dataset.region ?? element.dataset.line ?? element.dataset.end : null;
}

document.addEventListener("pointerover", event => mark(regionOf(event)));
document.addEventListener("focusin", event => mark(regionOf(event)));

/** Lets the legend show the values of the hour under the pointer or of the slider, as the table below has them. */
function followCursor(area, slider, table) {
  const line = area.querySelector(".cursor");
  const hour = document.getElementById("cursor-hour");
  const cells = [...document.querySelectorAll(".legend .at")];
  const last = Number(slider.max);

  const show = index => {
    const row = table.tBodies[0].rows[index];
    if (!row) return;
    const at = last === 0 ? "50%" : `${(index / last) * 100}%`;
    line.setAttribute("x1", at);
    line.setAttribute("x2", at);
    line.removeAttribute("visibility");
    hour.textContent = `${row.cells[0].textContent} UTC`;
    cells.forEach((cell, column) => { cell.textContent = row.cells[column + 1].textContent; });
  };

  slider.parentElement.hidden = false;
  slider.addEventListener("input", () => show(Number(slider.value)));
  area.addEventListener("pointermove", event => {
    const box = area.getBoundingClientRect();
    const index = Math.round(((event.clientX - box.left) / box.width) * last);
    slider.value = String(Math.min(last, Math.max(0, index)));
    show(Number(slider.value));
  });
}

const area = document.querySelector(".plot > .area");
const slider = document.getElementById("cursor");
const values = document.getElementById("chart-values");
if (area && slider && values) followCursor(area, slider, values);

document.addEventListener("keydown", event => {
  const relation = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  // An arrow that means something where the focus is stays what it is.
  if (!relation || !isPlain || event.target.closest("input, .scroll")) return;
  document.querySelector(`a[rel="${relation}"]`)?.click();
});

// What was left empty is not asked for: the address stays short.
document.addEventListener("submit", event => {
  for (const field of event.target.querySelectorAll("input[name]")) {
    if (!field.value) field.disabled = true;
  }
});
