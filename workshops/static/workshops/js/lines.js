/** Lines of running notes as the text of a card (pure): without the bullets and tables of a word processor. */
const SPACE = "[ \\t\\u00a0]";
const SIGN = "[•·‣▪▫◦●○■□◆►➢➤✓*–—\\-\\uf000-\\uf0ff]";
const LETTER_AS_SIGN = "[o§]\\t"; // how a word processor writes the bullets of a second level
const NUMBER = "\\(?(?:\\d{1,2}|[a-z])[.)]";
const BULLET = new RegExp(`^(?:${LETTER_AS_SIGN}|(?:${SIGN}|${NUMBER})${SPACE}+|[•·‣▪●■])`, "u");
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;
const QUOTED = /^[“„"«‘'](.+)[”“"»’']$/su;

/** What a line says: no bullet, no odd spaces; the cells of a table have a dash between them. */
export function textOf(line) {
  const rows = line.replaceAll(INVISIBLE, "").split("\u000b").map((row) => {
    const words = row.trim().replace(BULLET, "");
    return words.split(/\t+/).map((cell) => cell.replaceAll(/[ \u00a0]+/g, " ").trim()).filter(Boolean).join(" – ");
  });
  return rows.filter(Boolean).join("\n");
}

/** Words of a person, without the marks around them. */
export function wordsOf(text) {
  return text.replace(QUOTED, "$1").trim();
}

/** The first number in a text, as the form takes it; empty when there is none. */
export function numberIn(text) {
  return text.match(/[-−]?\d+(?:[.,]\d+)*/)?.[0].replace("−", "-") ?? "";
}

/** The lines that a selection touches, or the line of the cursor: what they say, and where the last one ends. */
export function linesAt(value, from, to) {
  const start = value.lastIndexOf("\n", from - 1) + 1;
  const last = to > from && value[to - 1] === "\n" ? to - 1 : to;
  const end = value.indexOf("\n", last);
  const stop = end < 0 ? value.length : end;
  const isPart = from !== to && !value.slice(from, to).trim().includes("\n");
  const taken = isPart ? value.slice(from, to) : value.slice(start, stop);
  return { texts: taken.split("\n").map(textOf).filter(Boolean), end: stop };
}

/** Where the line begins that says this; -1 when none does. */
export function placeOf(value, text) {
  let place = 0;
  for (const line of value.split("\n")) {
    if (textOf(line).includes(text)) return place;
    place += line.length + 1;
  }
  return -1;
}
