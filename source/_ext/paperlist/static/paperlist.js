// On every page: search box, citations, filter of a category, language switch.
// What weighs something is loaded when it is first wanted.
(() => {
  "use strict";

  const root = document.documentElement.dataset.content_root;
  const statics = new URL(".", document.currentScript.src);
  const store = {};
  const pending = {};

  // the files in data/ hand over their values by this name
  globalThis.paperlistData = (name, value) => (store[name] = value);

  const once = (key, make) => (pending[key] ??= make());

  const loadScript = (url) =>
    once(url, () =>
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = url;
        script.onload = resolve;
        script.onerror = () => reject(new Error(`cannot load ${url}`));
        document.head.append(script);
      }),
    );

  /** Return a value that the build has written: `papers`, `summaries`, `sections`, `messages`, `bib` … */
  const loadData = async (name, folder = `${root}data/`) => {
    await loadScript(`${folder}${name}.js`);
    return store[name];
  };

  const loadAll = async (names) => {
    const values = await Promise.all(names.map((name) => loadData(name)));
    return Object.fromEntries(names.map((name, i) => [name, values[i]]));
  };

  /** Return what is known of all papers: enough for facets and lists without a query. */
  const loadPapers = () => once("papers", () => loadAll(["papers", "summaries", "messages"]));

  /** Return the search, its index ready. */
  const loadSearch = () =>
    once("search", async () => {
      const scripts = ["vendor/minisearch.js", "search.js"].map((name) => loadScript(new URL(name, statics).href));
      const [data] = await Promise.all([loadAll(["papers", "summaries", "sections", "messages"]), ...scripts]);
      return { data, search: await PaperSearch.create(MiniSearch, data) };
    });

  /** Return an element with attributes and children. */
  const element = (name, attributes = {}, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  };

  /** Fill the numbered places of a message. */
  const format = (message, ...values) => message.replace(/\{(\d)\}/g, (_, i) => values[i].toLocaleString(root.lang));

  const paperPage = ({ pages, topics, topic }, id) => pages[topics[topic[id]][0]];
  const paperUrl = (papers, id) => `${root}${paperPage(papers, id)[0]}#${papers.anchor[id]}`;

  /** Return what is shown of a paper in a list of hits. */
  const paperHit = (papers, id) => [
    element(
      "span",
      { class: "hit-title", lang: "en" },
      ...(papers.short[id] ? [element("span", { class: "paper-short" }, papers.short[id]), " "] : []),
      papers.title[id],
    ),
    element(
      "span",
      { class: "hit-place" },
      element("span", { lang: "en" }, `${papers.venues[papers.venue[id]]} ${papers.year[id]}`),
      ` · ${paperPage(papers, id)[1]}`,
    ),
  ];

  const sectionHit = ([, page, title]) => [
    element("span", { class: "hit-title" }, title),
    ...(page === title ? [] : [element("span", { class: "hit-place" }, page)]),
  ];

  // -- The search box ------------------------------------------------------------------
  // https://www.w3.org/WAI/ARIA/apg/patterns/combobox/

  class SearchBox {
    constructor(input) {
      this.input = input;
      this.list = document.getElementById(input.getAttribute("aria-controls"));
      this.active = -1;
      input.addEventListener("focus", () => loadSearch().catch(() => {}), { once: true });
      input.addEventListener("input", () => this.update());
      input.addEventListener("keydown", (event) => this.key(event));
      input.addEventListener("blur", () => setTimeout(() => this.list.contains(document.activeElement) || this.close(), 150));
    }

    get options() {
      return [...this.list.querySelectorAll("[role=option]")];
    }

    async update() {
      const query = this.input.value;
      if (!query.trim()) return this.close();
      const { data, search } = await loadSearch();
      if (query !== this.input.value) return;
      const papers = search.papers(query).slice(0, 8);
      const sections = search.sections(query).slice(0, papers.length < 3 ? 8 : 4);
      const option = (url, content) =>
        element("a", { role: "option", id: `hit-${number++}`, href: url, tabindex: "-1", "aria-selected": "false" }, ...content);
      let number = 0;
      const group = (label, options) =>
        options.length
          ? [element("div", { role: "group", "aria-label": label }, element("p", { "aria-hidden": "true" }, label), ...options)]
          : [];
      this.list.replaceChildren(
        ...group(data.messages.papers, papers.map((id) => option(paperUrl(data.papers, id), paperHit(data.papers, id)))),
        ...group(
          data.messages.sections,
          sections.map((id) => option(root + data.sections[id][0], sectionHit(data.sections[id]))),
        ),
      );
      if (!number) {
        this.list.append(element("div", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, data.messages.none));
      }
      this.open();
    }

    open() {
      const box = this.input.getBoundingClientRect();
      this.list.style.top = `${box.bottom}px`;
      this.list.style.left = `${Math.max(8, box.left)}px`;
      this.list.hidden = false;
      this.input.setAttribute("aria-expanded", "true");
      this.select(-1);
    }

    close() {
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.select(-1);
    }

    select(number) {
      const options = this.options;
      this.active = number;
      options.forEach((option, i) => option.setAttribute("aria-selected", String(i === number)));
      if (number < 0) return this.input.removeAttribute("aria-activedescendant");
      this.input.setAttribute("aria-activedescendant", options[number].id);
      options[number].scrollIntoView({ block: "nearest" });
    }

    key(event) {
      if (event.isComposing) return;
      const count = this.list.hidden ? 0 : this.options.filter((option) => option.href).length;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && count) this.select(((this.active + step + (this.active < 0 && step < 0 ? 1 : 0)) % count + count) % count);
      else if (event.key === "Enter" && this.active >= 0) this.options[this.active].click();
      else if (event.key === "Escape" && !this.list.hidden) this.close();
      else return;
      event.preventDefault();
    }
  }

  document.querySelectorAll("input[role=combobox]").forEach((input) => new SearchBox(input));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const box = document.querySelector("input[role=combobox]");
    if (!box) return;
    event.preventDefault();
    const drawer = document.getElementById("__navigation");
    if (drawer && getComputedStyle(drawer.nextElementSibling).display !== "none") drawer.checked = true;
    box.focus();
  });

  // -- The page of results -------------------------------------------------------------

  const results = document.getElementById("search-results");
  const showResults = async (query) => {
    const { data, search } = await loadSearch();
    const papers = search.papers(query);
    const sections = search.sections(query);
    const item = (url, content) => element("li", {}, element("a", { href: url }, ...content));
    const list = (title, items) => (items.length ? [element("h2", {}, title), element("ol", { class: "hits" }, ...items)] : []);
    results.replaceChildren(
      element(
        "p",
        { class: "search-summary", role: "status" },
        papers.length + sections.length ? format(data.messages.results, papers.length, sections.length) : data.messages.none,
      ),
      ...list(data.messages.papers, papers.slice(0, 50).map((id) => item(paperUrl(data.papers, id), paperHit(data.papers, id)))),
      ...list(
        data.messages.sections,
        sections.slice(0, 20).map((id) => item(root + data.sections[id][0], sectionHit(data.sections[id]))),
      ),
    );
  };
  if (results) {
    const form = document.querySelector("form.page-search");
    const query = new URLSearchParams(location.search).get("q") ?? "";
    form.elements.q.value = query;
    form.elements.q.addEventListener("input", () => {
      history.replaceState(null, "", `?${new URLSearchParams({ q: form.elements.q.value })}`);
      keepPlace();
      if (form.elements.q.value.trim()) showResults(form.elements.q.value);
      else results.replaceChildren();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    if (query.trim()) showResults(query);
    else form.elements.q.focus({ preventScroll: true });
  }

  // -- Citations -----------------------------------------------------------------------

  const copy = async (text, pre) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(pre);
      document.execCommand("copy");
    }
  };

  const cite = async (button) => {
    const entry = button.closest(".paper-entry");
    const shown = entry.querySelector(".paper-bibtex");
    button.setAttribute("aria-expanded", String(!shown));
    if (shown) return shown.remove();
    const messages = await loadData("messages");
    const box = element("div", { class: "paper-bibtex" });
    entry.querySelector(".paper-head").after(box);
    try {
      const texts = await loadData("bib", `${root}../data/`);
      const text = texts.find(([anchor]) => anchor === entry.id)[1];
      const pre = element("pre", { lang: "en" }, text.trimEnd());
      const status = element("span", { role: "status" });
      box.append(pre, status);
      markScrollers();
      await copy(text, pre);
      status.textContent = messages.copied;
    } catch {
      box.append(messages.failed);
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".paper-cite");
    if (button) cite(button);
  });

  // Zotero looks for COinS, https://en.wikipedia.org/wiki/COinS; the facts stand in the JSON-LD already.
  for (const script of document.querySelectorAll(".paper-list > script")) {
    for (const item of JSON.parse(script.textContent)["@graph"]) {
      const entry = document.getElementById(item["@id"].slice(1));
      const fields = [
        ["ctx_ver", "Z39.88-2004"],
        ["rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"],
        ["rft.genre", "article"],
        ["rft.atitle", item.name],
        ["rft.jtitle", item.isPartOf.name],
        ["rft.date", item.datePublished],
        ...item.author.map(({ name }) => ["rft.au", name]),
        ["rft_id", item.url],
      ];
      entry?.append(element("span", { class: "Z3988", title: String(new URLSearchParams(fields)), "aria-hidden": "true" }));
    }
  }

  // -- The filter of a category --------------------------------------------------------

  const filter = document.querySelector("form.paper-filter");
  if (filter) {
    const { q, code } = filter.elements;
    const entries = [...document.querySelectorAll(".paper-entry, .paper-list > .paper-reference")];
    const papersOnly = entries.filter((entry) => entry.id);
    const sections = new Set(papersOnly.map((entry) => entry.closest("section")));
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
        wanted || code.checked ? format(messages.paper_count, count, papersOnly.length) : "";
    };
    const note = () => {
      const state = new URLSearchParams();
      if (q.value.trim()) state.set("q", q.value);
      if (code.checked) state.set("code", "1");
      history.replaceState(null, "", String(state) ? `?${state}${location.hash}` : location.pathname + location.hash);
      keepPlace();
      apply();
    };
    const state = new URLSearchParams(location.search);
    q.value = state.get("q") ?? "";
    code.checked = state.has("code");
    q.addEventListener("focus", () => loadSearch().catch(() => {}), { once: true });
    filter.addEventListener("input", note);
    filter.addEventListener("submit", (event) => event.preventDefault());
    if (q.value || code.checked) {
      apply().then(() => location.hash || filter.scrollIntoView({ behavior: "instant" }));
    }
  }

  // -- What scrolls sideways -----------------------------------------------------------
  // A box that can be scrolled must be reachable by keyboard; one that need not be is no stop on the way.

  const markScrollers = () => {
    for (const box of document.querySelectorAll("pre, .table-wrapper, div.math, .plot")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  addEventListener("resize", markScrollers);
  markScrollers();

  // -- The language switch -------------------------------------------------------------
  // The other languages' pages have the same ids and filters: a link to them keeps the place.

  function keepPlace() {
    for (const link of document.querySelectorAll("a[data-language-switch]")) {
      link.search = location.search;
      link.hash = location.hash;
    }
  }
  addEventListener("hashchange", keepPlace);
  addEventListener("popstate", keepPlace);
  keepPlace();

  globalThis.paperlist = { element, format, keepPlace, loadData, loadPapers, loadSearch, paperHit, paperUrl, root };
})();
