// Tables of benchmarks can be sorted by a click on a heading; without this script they stand as they are.
const number = (text) => {
  const match = /^([\d.]+)([MB]?)/.exec(text);
  return match ? parseFloat(match[1]) * { "": 1, M: 1e6, B: 1e9 }[match[2]] : NaN;
};

const compare = (first, second) => {
  if (!first || !second) {
    return second ? 1 : first ? -1 : 0; // empty cells go last
  }
  const difference = number(first) - number(second);
  return Number.isNaN(difference) ? first.localeCompare(second) : difference;
};

for (const table of document.querySelectorAll("table.benchmark")) {
  const headings = [...table.tHead.rows[0].cells];
  headings.slice(0, -1).forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const descending = heading.getAttribute("aria-sort") === "ascending";
      headings.forEach((other) => other.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const text = (row) => row.cells[column].textContent.trim();
      const rows = [...table.tBodies[0].rows].sort((first, second) => compare(text(first), text(second)));
      const empty = rows.filter((row) => !text(row));
      const full = rows.filter((row) => text(row));
      table.tBodies[0].append(...(descending ? full.reverse() : full), ...empty);
    });
  });
}
