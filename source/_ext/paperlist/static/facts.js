// The facts of the entries for machines: search engines read JSON-LD, Zotero reads COinS,
// https://en.wikipedia.org/wiki/COinS.  Both say what the page shows, and weigh nothing on the way.
(() => {
  "use strict";

  const { element } = globalThis.paperlist;

  const facts = (entry) => {
    const link = entry.querySelector(".paper-title");
    const title = link.cloneNode(true);
    const short = title.querySelector(".paper-short");
    short?.remove();
    const authors = entry.querySelector(".paper-authors").cloneNode(true);
    authors.querySelector(".more")?.remove();
    const [, venue, year] = entry.querySelector(".paper-badge").textContent.match(/^(.*) (\d+)$/);
    return {
      id: entry.id,
      ...(short && { short: short.textContent }),
      title: title.textContent.trim(),
      authors: authors.textContent.split(/, and | and |, /),
      venue,
      year,
      url: link.getAttribute("href"),
    };
  };

  const jsonldItem = ({ id, short, title, authors, venue, year, url }) => ({
    "@type": "ScholarlyArticle",
    "@id": `#${id}`,
    ...(short && { alternateName: short }),
    name: title,
    author: authors.map((name) => ({ "@type": "Person", name })),
    isPartOf: { "@type": "CreativeWork", name: venue },
    datePublished: year,
    url,
  });

  const coins = ({ title, authors, venue, year, url }) =>
    new URLSearchParams([
      ["ctx_ver", "Z39.88-2004"],
      ["rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"],
      ["rft.genre", "article"],
      ["rft.atitle", title],
      ["rft.jtitle", venue],
      ["rft.date", year],
      ...authors.map((name) => ["rft.au", name]),
      ["rft_id", url],
    ]).toString();

  const entries = [...document.querySelectorAll(".paper-entry")];
  const papers = entries.map(facts);
  const graph = { "@context": "https://schema.org", "@graph": papers.map(jsonldItem) };
  document.head.append(element("script", { type: "application/ld+json" }, JSON.stringify(graph)));
  entries.forEach((entry, i) => entry.append(element("span", { class: "Z3988", title: coins(papers[i]), "aria-hidden": "true" })));
})();
