/** The big answer: a word, a colour, and what the desk tells the visitor. Text is only ever set as text. */
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");

function line(text, className = "") {
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  if (className) paragraph.className = className;
  return paragraph;
}

function places(list) {
  const items = document.createElement("ul");
  items.className = "desk-places";
  for (const { time, title, room } of list) {
    const item = document.createElement("li");
    item.textContent = `${time} ${title}${room ? ", " : ""}`;
    if (room) {
      const strong = document.createElement("strong");
      strong.textContent = room;
      item.append(strong);
    }
    items.append(item);
  }
  return items;
}

function form(page, name, answer) {
  const copy = page.querySelector(`template[data-${name}-form]`)?.content.cloneNode(true);
  if (!copy) return "";
  copy.querySelector("[name=reference]").value = answer.reference;
  copy.querySelector("[data-who]").textContent = answer.name;
  if (answer.full) copy.querySelector("form").append(Object.assign(document.createElement("input"), { type: "hidden", name: "anyway", value: "1" }));
  return copy;
}

/** A card for an answer; `offline` is the moment of the list that it was read from. */
export function card(page, words, answer, { offline = "" } = {}) {
  const section = document.createElement("section");
  section.className = `desk-answer desk-answer--${answer.kind}`;
  section.dataset.answer = answer.kind;
  const word = document.createElement("h2");
  word.textContent = `${answer.full ? `${answer.full.word}. ` : ""}${fill(words[`word_${answer.kind}`], answer)}`;
  section.append(word);
  if (answer.name && answer.kind !== "welcome") section.append(line(answer.name, "desk-answer__who"));
  if (answer.organisation) section.append(line(answer.organisation));
  if (answer.kind === "no_place" && answer.state) section.append(line(answer.state));
  if (answer.kind === "elsewhere") section.append(line(answer.places?.length ? words.belongs : words.belongs_nowhere));
  if (answer.places?.length) section.append(places(answer.places));
  if (answer.full) section.append(line(answer.full.more));
  if (answer.kind === "elsewhere" && answer.left !== undefined) section.append(line(fill(words.left, answer)));
  if (words[`more_${answer.kind}`]) section.append(line(words[`more_${answer.kind}`]));
  if (offline) section.append(line(fill(words.by_list, { time: offline }), "desk-answer__list"));
  else if (answer.reference && ["welcome", "already"].includes(answer.kind)) section.append(form(page, "undo", answer));
  else if (answer.reference && ["no_place", "elsewhere"].includes(answer.kind) && (answer.full?.chairs ?? true)) section.append(form(page, "admit", answer));
  return section;
}
