// Draws a result on a phone from the room's state, as the server would (polls/charts.py).

const SVG = "http://www.w3.org/2000/svg";
const COLOURS = 12;

export function template(name) {
  return document.querySelector(`template[data-template="${name}"]`).content.cloneNode(true);
}

export function fill(fragment, name, text) {
  const place = fragment.querySelector(`[data-text="${name}"]`);
  place.textContent = text ?? "";
  place.hidden = !text;
}

export function drawResult(state, words) {
  const part = template("result");
  fill(part, "question", state.question.text);
  const result = state.result;
  const compares = state.show === "breakdown";
  if (result.suppressed) part.append(notShown(words.reasonToo_few_votes));
  else if (compares && result.breakdown) part.append(...drawBreakdown(result, words));
  else {
    if (compares) part.append(notShown(words[`reason${capital(result.breakdown_reason)}`]));
    part.append(drawBars(result, words));
  }
  return part;
}

function notShown(reason) {
  const part = template("not-shown");
  fill(part, "reason", reason);
  return part;
}

function drawBars(result, words) {
  const part = template("bars");
  const [body] = part.querySelectorAll("tbody");
  part.querySelector("caption").textContent = votes(result.n, words);
  for (const option of result.options) {
    const row = template("bar");
    fill(row, "label", option.text);
    row.querySelector(".chart__value").setAttribute("width", share(option.count, result.n, 1000));
    row.querySelector(".chart__percent").textContent = `${share(option.count, result.n, 100)}\u00a0%`;
    row.querySelector(".chart__count").textContent = option.count;
    body.append(row);
  }
  return part;
}

function drawBreakdown(result, words) {
  const parts = result.breakdown.groups.map((group) => {
    const part = template("group");
    fill(part, "label", group.label);
    fill(part, "n", `(n = ${group.n})`);
    const stack = part.querySelector(".chart__stack");
    const shown = group.cells.reduce((sum, cell) => sum + (cell.value ?? 0), 0);
    let start = 0;
    group.cells.forEach((cell, number) => {
      const colour = (number % COLOURS) + 1;
      const width = Math.min(share(cell.value ?? 0, shown, 1000), 1000 - start);
      if (width) stack.append(...segment(start, width, colour));
      start += width;
      const line = template("cell");
      line.querySelector("[data-colour]").setAttribute("class", `chart-fill-${colour}`);
      line.querySelector("[data-pattern]").setAttribute("fill", `url(#pattern-${colour})`);
      fill(line, "label", result.options[number].text);
      fill(line, "value", cell.word ? words[`band${capital(cell.word)}`] : words.about.replace("{number}", cell.value));
      part.querySelector("ul").append(line);
    });
    stack.toggleAttribute("hidden", shown === 0);
    if (shown === 0) stack.remove();
    return part;
  });
  const note = template("note");
  fill(note, "note", result.breakdown.rung === "words" ? words.noteWords : words.noteRounded);
  return [template("patterns"), ...parts, note];
}

function segment(start, width, colour) {
  return [
    ["class", `chart-fill-${colour}`, width],
    ["fill", `url(#pattern-${colour})`, width],
    ["class", "chart__gap", 3],
  ].map(([name, value, size]) => {
    const rect = document.createElementNS(SVG, "rect");
    rect.setAttribute(name, value);
    rect.setAttribute("x", start);
    rect.setAttribute("width", size);
    rect.setAttribute("height", 80);
    return rect;
  });
}

function votes(n, words) {
  return (n === 1 ? words.votesOne : words.votesMany).replace("{n}", n);
}

function share(count, n, whole) {
  return n ? Math.floor((2 * count * whole + n) / (2 * n)) : 0;
}

// data-band-about_half is dataset.bandAbout_half
function capital(name) {
  return name ? name[0].toUpperCase() + name.slice(1) : "";
}
