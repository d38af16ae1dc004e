// The other languages' pages have the same ids: a link to them keeps the place on the page.
const keepPlace = () => {
  for (const link of document.querySelectorAll("a[data-language-switch]")) {
    link.hash = location.hash;
  }
};
addEventListener("hashchange", keepPlace);
keepPlace();
