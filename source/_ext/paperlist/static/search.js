// Finds papers and sections in what the build has written to data/.  Knows nothing
// of the page, so that the tests run it in Node as it is; MiniSearch does the index.
// Of what tests/data/queries.toml asks, with the same words split the same way and nothing
// else of this file, MiniSearch 7.2 found 81 % in English and 53 % in Chinese among the first
// ten, FlexSearch 0.8 70 and 49, Orama 3.1 51 and 39; Pagefind does not run from a folder.
(() => {
  "use strict";

  const JOINTS = /[-'’._+·]/u;
  const WORD = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:[-'’._+·](?:(?!\p{Script=Han})[\p{L}\p{N}])+)*/gu;
  const HAN = /\p{Script=Han}/u;
  const GREEK = {
    α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", ζ: "zeta", η: "eta", θ: "theta", ι: "iota",
    κ: "kappa", λ: "lambda", μ: "mu", ν: "nu", ξ: "xi", π: "pi", ρ: "rho", σ: "sigma", τ: "tau", φ: "phi",
    χ: "chi", ψ: "psi", ω: "omega",
  };
  // with fewer hits than this the search gets more lenient
  const FEW = 3;

  /** Return a text in lower case, accents dropped and Greek letters spelt out. */
  const normalize = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[α-ω]/gu, (char) => GREEK[char] ?? char);

  /** Return a word without the s of a plural. */
  const stem = (word) => (word.length > 3 && /[^su]s$/.test(word) ? word.slice(0, -1) : word);

  /** Return the bigrams of a run of Han; a lone character stays one. */
  const bigrams = (run) => {
    const chars = [...run];
    return chars.length < 2 ? chars : chars.slice(1).map((char, i) => chars[i] + char);
  };

  const words = (text) => normalize(text).match(WORD) ?? [];

  /** Return the terms of a text: Han bigrams, words, the parts of hyphened ones and these joined. */
  const tokenize = (text) =>
    words(text).flatMap((word) => {
      if (HAN.test(word)) return bigrams(word);
      const parts = word.split(JOINTS);
      return (parts.length > 1 ? [...parts, parts.join("")] : parts).map(stem);
    });

  /** Return the terms of a field; in short names words are joined as well, for those who write RealNVP. */
  const tokenizeField = (text, field) => {
    const terms = tokenize(text);
    return field === "short" && terms.length > 1 ? [...terms, words(text).join("").replace(/[-'’._+·]/gu, "")] : terms;
  };

  /** Return a word with each two neighbouring letters swapped: the slip that an edit distance counts twice. */
  const swaps = (word) =>
    word.length < 4 || HAN.test(word)
      ? []
      : [...word.slice(1)].map((letter, i) => word.slice(0, i) + letter + word[i] + word.slice(i + 2));

  /** Return what a word of a query may be in the index: the lists of terms it stands for. */
  const readings = (word) => {
    if (HAN.test(word)) return [bigrams(word)];
    const parts = word.split(JOINTS);
    return parts.length > 1 ? [parts.map(stem), [stem(parts.join(""))]] : [[stem(word)]];
  };

  /** The names of the glossary's terms, each with the other names of the same thing. */
  class Thesaurus {
    constructor(terms) {
      this.names = new Map();
      this.longest = 1;
      for (const names of terms) {
        for (const name of names) {
          const key = words(name).flatMap((word) => (HAN.test(word) ? [word] : word.split(JOINTS).map(stem)));
          this.longest = Math.max(this.longest, key.length, HAN.test(name) ? name.length : 0);
          this.names.set(key.join(" "), [...(this.names.get(key.join(" ")) ?? []), ...names]);
        }
      }
    }

    /** Split a query into segments: each a list of alternatives, each of these a list of terms; the first is as typed. */
    split(query) {
      const pieces = words(query).flatMap((word) => (HAN.test(word) ? this.splitHan(word) : [word]));
      const segments = [];
      for (let i = 0; i < pieces.length; ) {
        let size = Math.min(this.longest, pieces.length - i);
        let names;
        for (; size > 0; size--) {
          const parts = pieces.slice(i, i + size).flatMap((piece) => piece.split(JOINTS).map(stem));
          if ((names = this.names.get(parts.join(" ")))) break;
        }
        const typed = names ? pieces.slice(i, i + size) : [pieces[i]];
        const alternatives = typed.length > 1 ? [typed.flatMap((piece) => readings(piece)[0])] : readings(typed[0]);
        const others = (names ?? []).map((name) => words(name).flatMap((word) => readings(word)[0]));
        segments.push({ alternatives, others });
        i += typed.length;
      }
      return segments;
    }

    /** Cut a run of Han where names of the glossary begin and end, the longest first. */
    splitHan(run) {
      const pieces = [];
      let rest = "";
      for (let i = 0; i < run.length; ) {
        let size = Math.min(this.longest, run.length - i);
        while (size > 1 && !this.names.has(run.slice(i, i + size))) size--;
        if (size > 1) {
          if (rest) pieces.push(rest);
          pieces.push(run.slice(i, i + size));
          rest = "";
        } else rest += run[i];
        i += Math.max(size, 1);
      }
      return rest ? [...pieces, rest] : pieces;
    }
  }

  const OPTIONS = {
    tokenize: tokenizeField,
    processTerm: (term) => term,
    searchOptions: { tokenize: (text) => text.split(" "), processTerm: (term) => term },
  };
  const prefix = (term) => term.length > 1 || HAN.test(term);
  const fuzzy = (term) => (HAN.test(term) || term.length < 4 ? false : term.length < 9 ? 1 : 2);

  /** Search papers and sections; `create` makes one. */
  class PaperSearch {
    /** Return a search over the data of the build; the index grows in slices, so that the page stays alive. */
    static async create(MiniSearch, { papers, summaries, terms, sections = [] }, slice = 250) {
      const search = new PaperSearch();
      search.thesaurus = new Thesaurus(terms);
      search.shorts = papers.short.map(normalize);
      const fields = { short: 6, title: 4, authors: 2, venue: 1, topic: 1, summary: 1 };
      search.paperIndex = new MiniSearch({ ...OPTIONS, fields: Object.keys(fields) });
      // what many pages refer to comes first among equals
      const boostDocument = (id) => 1 + Math.min(papers.cited[id], 4) / 8;
      search.paperOptions = { boost: fields, boostDocument };
      const topics = papers.topics.map(([page, , title]) => `${papers.pages[page][1]} ${title}`);
      await search.paperIndex.addAllAsync(
        papers.title.map((title, id) => ({
          id,
          title,
          short: papers.short[id],
          authors: papers.authors[id],
          venue: `${papers.venues[papers.venue[id]]} ${papers.year[id]}`,
          topic: topics[papers.topic[id]],
          summary: summaries[id],
        })),
        { chunkSize: slice },
      );
      search.sectionIndex = new MiniSearch({ ...OPTIONS, fields: ["title", "text"] });
      search.sectionOptions = { boost: { title: 5, text: 1 } };
      const documents = sections.map(([, , title, text], id) => ({ id, title, text }));
      await search.sectionIndex.addAllAsync(documents, { chunkSize: slice });
      return search;
    }

    /** Return the numbers of the papers that fit, best first. */
    papers(query) {
      const found = this.find(this.paperIndex, this.paperOptions, query);
      const name = normalize(query.trim());
      const named = found.filter((id) => this.shorts[id] === name);
      return named.length ? [...new Set([...named, ...found])] : found;
    }

    /** Return the numbers of the sections that fit, best first. */
    sections(query) {
      return this.find(this.sectionIndex, this.sectionOptions, query);
    }

    find(index, ranking, query) {
      const segments = this.thesaurus.split(query);
      if (!segments.length) return [];
      const lenient = (term) => ({ combineWith: "OR", queries: [term, { queries: swaps(term), fuzzy: false }] });
      const tree = (combineWith, leaf) => ({
        combineWith,
        queries: segments.map(({ alternatives, others }) => ({
          combineWith: "OR",
          queries: [
            ...alternatives.map((terms) => ({ combineWith, queries: terms.map(leaf) })),
            ...others.map((terms) => ({ combineWith: "AND", queries: terms, fuzzy: false, boostTerm: () => 0.5 })),
          ],
        })),
      });
      const found = new Set();
      const add = (combineWith, leaf, options) => {
        if (found.size >= FEW) return;
        for (const { id } of index.search(tree(combineWith, leaf), { ...ranking, prefix, ...options })) found.add(id);
      };
      add("AND", (term) => term);
      add("AND", lenient, { fuzzy });
      add("OR", lenient, { fuzzy });
      return [...found];
    }
  }

  globalThis.PaperSearch = PaperSearch;
})();
