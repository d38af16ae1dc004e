// All papers: text, facets, order, exports; the state stands in the address.
(() => {
  "use strict";

  const { element, format, keepPlace, loadData, loadPapers, loadSearch, paperUrl, root } = globalThis.paperlist;
  const form = document.querySelector("form.explore");
  const list = document.querySelector(".explore-hits");
  const more = document.querySelector(".explore-more button");
  const fields = form.elements;
  const NAMES = ["q", "category", "topic", "venue", "from", "to", "code", "sort"];
  const STEP = 50;
  const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });
  let hits = [];
  let shown = 0;

  const readUrl = () => {
    const state = new URLSearchParams(location.search);
    for (const name of NAMES) {
      if (name === "code") fields.code.checked = state.has("code");
      else fields[name].value = state.get(name) ?? "";
      if (fields[name].selectedIndex < 0) fields[name].selectedIndex = 0;
    }
  };

  const writeUrl = (method) => {
    const state = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) state.set(name, value);
    const url = String(state) ? `?${state}` : location.pathname;
    if (`?${state}` !== (location.search || "?")) history[method](null, "", url);
    keepPlace();
  };

  /** Return what each facet asks of a paper, as functions of its number. */
  const facets = (papers) => {
    const { category, topic, venue, from, to, code } = fields;
    const page = (id) => papers.topics[papers.topic[id]][0];
    const name = (id) => papers.pages[page(id)][2];
    const tests = {};
    if (category.value) tests.category = (id) => name(id) === category.value;
    if (topic.value) tests.topic = (id) => `${name(id)}/${papers.topics[papers.topic[id]][1]}` === topic.value;
    if (venue.value) tests.venue = (id) => papers.venues[papers.venue[id]] === venue.value;
    if (from.value) tests.from = (id) => papers.year[id] >= Number(from.value);
    if (to.value) tests.to = (id) => papers.year[id] <= Number(to.value);
    if (code.checked) tests.code = (id) => papers.code[id] === 1;
    return tests;
  };

  const orders = (papers) => ({
    year: (a, b) => papers.year[b] - papers.year[a],
    oldest: (a, b) => papers.year[a] - papers.year[b],
    title: (a, b) => collator.compare(papers.title[a], papers.title[b]),
    venue: (a, b) => collator.compare(papers.venues[papers.venue[a]], papers.venues[papers.venue[b]]) || papers.year[b] - papers.year[a],
    added: (a, b) => (papers.added[a] < papers.added[b] ? 1 : papers.added[a] > papers.added[b] ? -1 : papers.year[b] - papers.year[a]),
  });

  /** Show how many papers each choice of a facet would leave. */
  const count = (papers, found, tests) => {
    const page = (id) => papers.pages[papers.topics[papers.topic[id]][0]][2];
    const keys = {
      category: page,
      topic: (id) => `${page(id)}/${papers.topics[papers.topic[id]][1]}`,
      venue: (id) => papers.venues[papers.venue[id]],
    };
    for (const [name, key] of Object.entries(keys)) {
      const others = Object.entries(tests).filter(([other]) => other !== name).map(([, test]) => test);
      const numbers = new Map();
      for (const id of found) {
        if (others.every((test) => test(id))) numbers.set(key(id), (numbers.get(key(id)) ?? 0) + 1);
      }
      for (const option of fields[name].querySelectorAll("option")) {
        if (!option.value) continue;
        const number = numbers.get(option.value) ?? 0;
        option.textContent = option.textContent.replace(/ \(\d+\)$/, ` (${number})`);
        option.disabled = !number && !option.selected;
      }
    }
  };

  const row = ({ papers, summaries }, id) => {
    const [page, , topic] = papers.topics[papers.topic[id]];
    const names = papers.authors[id].split(", ");
    const authors = names.length > 8 ? `${names.slice(0, 8).join(", ")}, …` : papers.authors[id];
    const short = papers.short[id] ? [element("span", { class: "paper-short" }, papers.short[id]), " "] : [];
    return element(
      "li",
      {},
      element("a", { class: "paper-title", lang: "en", href: paperUrl(papers, id) }, ...short, papers.title[id]),
      element("div", { class: "paper-authors", lang: "en" }, authors),
      element(
        "div",
        { class: "paper-facts" },
        element("span", { class: "paper-badge", lang: "en" }, `${papers.venues[papers.venue[id]]} ${papers.year[id]}`),
        ` ${papers.pages[page][1]} › ${topic}`,
      ),
      element("p", {}, summaries[id]),
    );
  };

  const showMore = (data) => {
    list.append(...hits.slice(shown, shown + STEP).map((id) => row(data, id)));
    shown = Math.min(shown + STEP, hits.length);
    more.hidden = shown >= hits.length;
  };

  const update = async () => {
    const query = fields.q.value;
    const { data, search } = query.trim() ? await loadSearch() : { data: await loadPapers() };
    if (query !== fields.q.value) return;
    const { papers } = data;
    const found = query.trim() ? search.papers(query) : papers.title.map((_, id) => id);
    const tests = facets(papers);
    const order = orders(papers)[fields.sort.value];
    hits = found.filter((id) => Object.values(tests).every((test) => test(id)));
    if (order) hits.sort(order);
    count(papers, found, tests);
    fields.count.textContent = format(data.messages.paper_count, hits.length, papers.title.length);
    list.replaceChildren();
    shown = 0;
    showMore(data);
    list.dataset.state = "ready";
  };

  const save = async (kind) => {
    const { papers } = await loadPapers();
    const texts = await loadData(kind, `${root}../data/`);
    const wanted = new Set(hits.map((id) => papers.anchor[id]));
    const chosen = texts.filter(([anchor]) => wanted.has(anchor)).map(([, text]) => text);
    const content = { bib: chosen.join("\n"), ris: chosen.join(""), json: `[\n${chosen.join(",\n")}\n]\n` }[kind];
    const url = URL.createObjectURL(new Blob([content], { type: "text/plain;charset=utf-8" }));
    const link = element("a", { href: url, download: `papers.${kind}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };

  /** Make the index before the first key asks for it. */
  const prepare = (slice) => loadSearch(slice).then(() => (form.dataset.state = "ready"), () => {});

  fields.q.addEventListener("focus", () => prepare(), { once: true });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    // typing amends the entry of the history, choosing adds one
    writeUrl(event.target === fields.q ? "replaceState" : "pushState");
    update();
  });
  form.addEventListener("reset", () =>
    setTimeout(() => {
      writeUrl("pushState");
      update();
    }),
  );
  form.addEventListener("click", ({ target }) => target.dataset.export && save(target.dataset.export));
  more.addEventListener("click", async () => {
    const next = shown;
    showMore(await loadPapers());
    list.children[next]?.querySelector("a").focus();
  });
  addEventListener("popstate", () => {
    readUrl();
    keepPlace();
    update();
  });
  readUrl();
  // nobody waits yet: less than 50 ms at a time, on a slow phone too
  update().then(() => (globalThis.requestIdleCallback ?? setTimeout)(() => prepare(20)));
})();
