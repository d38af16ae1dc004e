// The search box of every page, and the page of results.
(() => {
  "use strict";

  const { element, format, keepPlace, loadSearch, paperPage, paperUrl, root } = globalThis.paperlist;
  loadSearch().catch(() => {});

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

  // https://www.w3.org/WAI/ARIA/apg/patterns/combobox/

  class SearchBox {
    constructor(input) {
      this.input = input;
      this.list = document.getElementById(input.getAttribute("aria-controls"));
      this.active = -1;
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

  for (const input of document.querySelectorAll("input[role=combobox]")) {
    const box = new SearchBox(input);
    // what was typed before this script came
    if (input === document.activeElement) box.update();
  }

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
})();
