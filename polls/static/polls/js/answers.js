// Reads an answer out of the form of a question and puts one into it, as the string that travels.
//
// answerOf(form, button) → "12" · "12,15" · "15,12,13" · "3,5" · a text · words, one a line
// problemOf(form, answer) → null, or { word, … } for what to say; the server judges again.

export function answerOf(form, button) {
  const fields = [...form.querySelectorAll("[name=answer]")];
  switch (form.dataset.kind) {
    case "multiple":
      return fields.filter((field) => field.checked).map((field) => field.value).join(",");
    case "ranking":
      return ranked(form).map((select) => select.name.slice("rank_".length)).join(",");
    case "number":
    case "text":
      return fields[0].value.trim();
    case "words":
      return fields.map((field) => field.value.trim()).filter(Boolean).join("\n");
    default:
      return button?.value ?? "";
  }
}

export function showAnswer(form, answer) {
  const fields = [...form.querySelectorAll("[name=answer]")];
  const ids = answer.split(",");
  switch (form.dataset.kind) {
    case "multiple":
      for (const field of fields) field.checked = ids.includes(field.value);
      break;
    case "ranking":
      for (const select of selects(form)) {
        const place = ids.indexOf(select.name.slice("rank_".length));
        select.value = place < 0 ? "" : String(place + 1);
      }
      break;
    case "number":
    case "text":
      fields[0].value = answer;
      break;
    case "words":
      answer.split("\n").forEach((word, number) => fields[number] && (fields[number].value = word));
      break;
    default:
      for (const field of fields) field.setAttribute("aria-pressed", String(field.value === answer));
  }
  form.dispatchEvent(new Event("answer"));
}

export function problemOf(form, answer) {
  if (form.dataset.kind === "ranking") {
    const left = Number(form.querySelector("[data-ranking]").dataset.maximum) - ranked(form).length;
    return left > 0 ? { word: "notAll", number: left } : null;
  }
  if (!answer) return { word: "empty" };
  if (form.dataset.kind === "multiple") {
    const { minimum, maximum } = form.querySelector("[data-maximum]").dataset;
    const count = answer.split(",").length;
    if (count < Number(minimum)) return { word: "tooFew", number: minimum };
    if (count > Number(maximum)) return { word: "tooMany", number: maximum };
  }
  return form.dataset.kind === "number" ? problemOfNumber(form.elements.answer.dataset, answer) : null;
}

function problemOfNumber(rules, answer) {
  const match = /^[-−]?\d+(?:[.,](\d*))?$/.exec(answer);
  if (!match) return { word: "notANumber", number: rules.lowestText };
  if ((match[1] ?? "").length > Number(rules.decimals)) return { word: "decimals", number: rules.decimals };
  const value = Number(answer.replace(",", ".").replace("−", "-"));
  const fits = value >= Number(rules.lowest) && value <= Number(rules.highest);
  return fits ? null : { word: "outOfRange", low: rules.lowestText, high: rules.highestText };
}

export function selects(form) {
  return [...form.querySelectorAll("[data-ranking] select")];
}

export function ranked(form) {
  return selects(form)
    .filter((select) => select.value)
    .sort((one, other) => Number(one.value) - Number(other.value));
}
