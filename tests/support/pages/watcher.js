// Remembers what the conversation page has shown, so that nothing between two looks is missed:
// each new state, and each new picture of the transcript's lines.
(() => {
  const shown = { states: [], lines: [] };
  let last = "";

  const look = () => {
    const state = document.querySelector("[data-testid=state]")?.dataset.state ?? "";
    if (state && state !== shown.states.at(-1)?.[1]) shown.states.push([Date.now() / 1000, state]);
    const lines = [...document.querySelectorAll("[data-testid=transcript] li")].map((line) => [
      line.classList.contains("line-user") ? "user" : "guide",
      line.dataset.final === "true",
      line.querySelector(".line-text").textContent,
    ]);
    const now = JSON.stringify(lines);
    if (now !== last) shown.lines.push(lines);
    last = now;
  };

  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ["data-state", "data-final"],
  });
  window.testShown = () => shown;
})();
