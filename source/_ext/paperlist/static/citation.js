// The BibTeX of an entry, shown and copied.
(() => {
  "use strict";

  const { element, loadData, markScrollers, root } = globalThis.paperlist;

  const copy = async (text, pre) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(pre);
      document.execCommand("copy");
    }
  };

  globalThis.paperlist.cite = async (button) => {
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
})();
