// In a preview of a translation, the key E shows the English beside each sentence, and hides it again.
const shown = "paperlist-originals";
const show = (on) => document.documentElement.classList.toggle("show-originals", on);

show(sessionStorage.getItem(shown) === "yes");
document.addEventListener("keydown", (event) => {
  if (event.key !== "e" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea")) return;
  const on = show();
  sessionStorage.setItem(shown, on ? "yes" : "no"); // the page is loaded anew after each change
});
