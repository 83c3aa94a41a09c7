// Ranking workshops by tapping: the first tap is the first choice. The lists stay what is sent.
for (const round of document.querySelectorAll("[data-ranking]")) {
  const lists = [...round.querySelectorAll("[data-lists] select")];
  if (lists.length) enhance(round, lists);
}

function enhance(round, lists) {
  const words = [round.dataset.first, round.dataset.second, round.dataset.third];
  const cards = [...round.querySelectorAll("[data-workshop]")];
  const status = round.querySelector("[data-order]");
  const choose = cards[0].querySelector("[data-word]").textContent;
  const titles = new Map(cards.map((card) => [card.dataset.workshop, card.querySelector("[data-title]").textContent]));

  const order = () => [...new Set(lists.map((list) => list.value).filter(Boolean))];

  const show = (message = "") => {
    const chosen = order();
    for (const card of cards) {
      const rank = chosen.indexOf(card.dataset.workshop);
      const button = card.querySelector("[data-rank]");
      card.classList.toggle("rank-card--chosen", rank >= 0);
      button.setAttribute("aria-pressed", String(rank >= 0));
      card.querySelector("[data-number]").textContent = rank >= 0 ? String(rank + 1) : "";
      card.querySelector("[data-word]").textContent = rank >= 0 ? words[rank] : choose;
    }
    const spoken = chosen.map((pk, rank) => `${rank + 1}. ${titles.get(pk)}`).join("; ");
    status.textContent = [message, spoken || round.dataset.none].filter(Boolean).join(" ");
  };

  const write = (chosen) => lists.forEach((list, rank) => (list.value = chosen[rank] ?? ""));

  for (const card of cards) {
    const button = card.querySelector("[data-rank]");
    button.hidden = false;
    button.addEventListener("click", () => {
      const chosen = order();
      const at = chosen.indexOf(card.dataset.workshop);
      if (at >= 0) chosen.splice(at, 1);
      else if (chosen.length < lists.length) chosen.push(card.dataset.workshop);
      else return show(round.dataset.full);
      write(chosen);
      show();
    });
  }
  // With something wrong the lists stay: the summary of errors links to them.
  round.querySelector("[data-lists]").hidden = !round.classList.contains("field--invalid");
  status.hidden = false;
  write(order());
  show();
}
