// Fills a datalist while somebody types, from the address that the list names. Without it the field stays free text.
const PAUSE = 200;

for (const list of document.querySelectorAll("[data-suggestions]")) {
  const field = document.querySelector(`input[list="${list.id}"]`);
  let timer = 0;
  let asked = "";

  async function suggest() {
    const typed = field.value.trim();
    if (typed.length < 2 || typed === asked) return;
    asked = typed;
    try {
      const response = await fetch(`${list.dataset.suggestions}?q=${encodeURIComponent(typed)}`);
      if (!response.ok) return;
      const { names } = await response.json();
      if (asked !== typed) return;
      list.replaceChildren(...names.map((name) => new Option(name, name)));
    } catch {
      // Suggestions are a convenience; typing goes on without them.
    }
  }

  field?.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, PAUSE);
  });
}
