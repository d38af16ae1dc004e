// Run queries on a built site: node tests/search.js <site of a language> <queries as JSON>
// Prints, as JSON, the numbers of papers and the sections that each query finds.
"use strict";
const { readFileSync } = require("node:fs");
const { runInThisContext } = require("node:vm");

const [, , site, queries] = process.argv;
const store = {};
globalThis.paperlistData = (name, value) => (store[name] = value);
for (const name of ["data/papers", "data/summaries", "data/sections", "data/terms", "_static/vendor/minisearch", "_static/search"]) {
  runInThisContext(readFileSync(`${site}/${name}.js`, "utf8"));
}
globalThis.PaperSearch.create(globalThis.MiniSearch, store).then((search) => {
  const found = JSON.parse(queries).map((query) => ({
    papers: search.papers(query).map((id) => store.papers.anchor[id]),
    sections: search.sections(query).map((id) => store.sections[id][0]),
  }));
  console.log(JSON.stringify(found));
});
