/**
 * Joins two versions of a text that began as the same `base`, line by line. Returns null when both changed the
 * same line differently: then a person chooses. What both added in the same place stands one after the other,
 * theirs first.
 */
export function merge3(base, mine, theirs) {
  const lines = [base, mine, theirs].map((text) => text.split("\n"));
  const [a, b] = [changes(lines[0], lines[1]), changes(lines[0], lines[2])];
  const out = [];
  let at = 0;
  while (a.length || b.length) {
    const [m, t] = [a[0], b[0]];
    const start = Math.min(m?.start ?? Infinity, t?.start ?? Infinity);
    out.push(...lines[0].slice(at, start));
    at = start;
    const touches = m && t && overlap(m, t);
    if (touches && same(m, t)) {
      out.push(...m.lines);
      at = m.end;
      a.shift();
      b.shift();
    } else if (touches) {
      if (m.start !== m.end || t.start !== t.end) return null;
      out.push(...t.lines, ...m.lines);
      a.shift();
      b.shift();
    } else {
      const [next, list] = !t || (m && isFirst(m, t)) ? [m, a] : [t, b];
      out.push(...next.lines);
      at = next.end;
      list.shift();
    }
  }
  return [...out, ...lines[0].slice(at)].join("\n");
}

/** Where the cursor of `mine` stands in `merged`: as many characters from the end of its line's last occurrence. */
export function caretIn(merged, mine, caret) {
  const before = mine.slice(0, caret);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const rest = mine.slice(caret);
  if (merged.endsWith(rest) && merged.slice(0, merged.length - rest.length).endsWith(line)) {
    return merged.length - rest.length;
  }
  if (merged.startsWith(before)) return caret;
  const whole = mine.slice(before.length - line.length).split("\n", 1)[0];
  const found = `\n${merged}\n`.indexOf(`\n${whole}\n`);
  return found < 0 ? Math.min(caret, merged.length) : found + line.length;
}

const overlap = (m, t) => (m.start === t.start && (m.start === m.end) === (t.start === t.end)) || (m.start < t.end && t.start < m.end);
const same = (m, t) => m.start === t.start && m.end === t.end && m.lines.join("\n") === t.lines.join("\n");
const isFirst = (m, t) => m.start < t.start || (m.start === t.start && m.end <= t.end);

/** What became of `from` in `to`: [{ start, end, lines }], lines `start` up to `end` were replaced by `lines`. */
function changes(from, to) {
  let head = 0;
  while (head < from.length && head < to.length && from[head] === to[head]) head += 1;
  let tail = 0;
  const room = Math.min(from.length, to.length) - head;
  while (tail < room && from.at(-1 - tail) === to.at(-1 - tail)) tail += 1;
  const [old, fresh] = [from.slice(head, from.length - tail), to.slice(head, to.length - tail)];
  const common = longestCommon(old, fresh);
  const found = [];
  let [i, j] = [0, 0];
  for (const [x, y] of [...common, [old.length, fresh.length]]) {
    if (x > i || y > j) found.push({ start: head + i, end: head + x, lines: fresh.slice(j, y) });
    [i, j] = [x + 1, y + 1];
  }
  return found;
}

/** Pairs of places of the longest common subsequence. */
function longestCommon(one, other) {
  const width = other.length + 1;
  const length = new Uint16Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      length[i * width + j] =
        one[i] === other[j]
          ? length[(i + 1) * width + j + 1] + 1
          : Math.max(length[(i + 1) * width + j], length[i * width + j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    if (one[i] === other[j]) pairs.push([i++, j++]);
    else if (length[(i + 1) * width + j] >= length[i * width + j + 1]) i += 1;
    else j += 1;
  }
  return pairs;
}
