// On every page: the language switch, and the way to everything else, which is
// loaded when it is first wanted.
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

  /** Return a value that the build has written: `papers`, `summaries`, `messages`, `bib` … */
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

  /** Return the search, its index ready; who is the first to ask says how many papers are read at a time. */
  const loadSearch = (slice) =>
    once("search", async () => {
      const scripts = ["vendor/minisearch.js", "search.js"].map((name) => loadScript(new URL(name, statics).href));
      const [data] = await Promise.all([loadAll(["papers", "summaries", "sections", "terms", "messages"]), ...scripts]);
      return { data, search: await PaperSearch.create(MiniSearch, data, slice) };
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

  // -- What is loaded when it is wanted --------------------------------------------------

  const loadPart = (name) => loadScript(new URL(`${name}.js`, statics).href);

  const wake = ({ target }) => {
    if (target.matches("input[role=combobox]")) loadPart("search-box");
    else if (target.closest("form.paper-filter")) loadPart("filter");
  };
  // a click into a box of Safari's does not focus it
  document.addEventListener("focusin", wake);
  document.addEventListener("input", wake);
  document.addEventListener("click", async ({ target }) => {
    const button = target.closest(".paper-cite");
    if (!button) return;
    await loadPart("citation");
    globalThis.paperlist.cite(button);
  });
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

  globalThis.paperlist = { element, format, keepPlace, loadData, loadPapers, loadSearch, markScrollers, paperPage, paperUrl, root };
  if (document.querySelector(".paper-entry")) loadPart("facts");
  if (document.getElementById("search-results")) loadPart("search-box");
  if (document.querySelector("form.paper-filter") && location.search) loadPart("filter");
})();
