// The filter of a page of entries; its state stands in the address.
(() => {
  "use strict";

  const { format, keepPlace, loadData, loadSearch } = globalThis.paperlist;
  const filter = document.querySelector("form.paper-filter");
  const { q, code } = filter.elements;
  const entries = [...document.querySelectorAll(".paper-entry, .paper-list > .paper-reference")];
  const papers = entries.filter((entry) => entry.id);
  const sections = new Set(papers.map((entry) => entry.closest("section")));

  const apply = async () => {
    let wanted;
    if (q.value.trim()) {
      const { data, search } = await loadSearch();
      wanted = new Set(search.papers(q.value).map((id) => data.papers.anchor[id]));
    }
    const messages = await loadData("messages");
    let count = 0;
    for (const entry of entries) {
      const fits = (!wanted || wanted.has(entry.id)) && (!code.checked || entry.querySelector(".link-code"));
      entry.hidden = !fits;
      if (fits && entry.id) count++;
    }
    for (const section of sections) {
      section.hidden = !section.querySelector(".paper-entry:not([hidden])");
    }
    filter.querySelector("output").textContent =
      wanted || code.checked ? format(messages.paper_count, count, papers.length) : "";
  };

  const note = () => {
    const state = new URLSearchParams();
    if (q.value.trim()) state.set("q", q.value);
    if (code.checked) state.set("code", "1");
    history.replaceState(null, "", String(state) ? `?${state}${location.hash}` : location.pathname + location.hash);
    keepPlace();
    return apply();
  };

  filter.addEventListener("input", note);
  filter.addEventListener("submit", (event) => event.preventDefault());
  loadSearch().catch(() => {});
  if (q.value || code.checked) {
    note(); // what was typed before this script came
  } else {
    const state = new URLSearchParams(location.search);
    q.value = state.get("q") ?? "";
    code.checked = state.has("code");
    if (q.value || code.checked) apply().then(() => location.hash || filter.scrollIntoView({ behavior: "instant" }));
  }
})();
