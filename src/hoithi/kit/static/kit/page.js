// Small comforts of every page; nothing depends on them.
const page = document;
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
const rows = () => [...page.querySelectorAll("[data-keys] > *:not([hidden])")];

const step = (by) => {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row.getAttribute("aria-selected") === "true" || row.contains(page.activeElement));
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  next.querySelector("a, button, input")?.focus();
  next.scrollIntoView({ block: "nearest" });
};

const keys = {
  "/": () => page.querySelector("[type=search]")?.focus(),
  "?": () => page.getElementById("keys")?.showModal(),
  j: () => step(1),
  k: () => step(-1),
};

page.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
  if (page.querySelector("dialog[open]") || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});

// After a refused form the reader starts at the list of what to mend.
page.querySelector(".summary")?.focus();

// A form is sent once, however often the button is pressed; coming back, or four seconds, frees it.
page.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog" || event.defaultPrevented) return;
  if (event.submitter?.formTarget) return; // a look in another tab: this page stays and may be sent
  if (form.dataset.sent) return event.preventDefault();
  if (form.method !== "post") return;
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 4000);
});
// What was typed into a long form is not left behind without a word.
for (const form of page.querySelectorAll("form[data-typed]")) {
  let typed = form.dataset.typed === "unsaved";
  form.addEventListener("input", () => (typed = true));
  form.addEventListener("submit", (event) => event.submitter?.formTarget || (typed = false));
  addEventListener("beforeunload", (event) => typed && event.preventDefault());
}
addEventListener("pageshow", () => page.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

page.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

// Menus that scroll sideways on a phone begin at the page that is open.
for (const here of page.querySelectorAll(".side [aria-current], .tabs [aria-current]")) {
  here.closest("ul").scrollLeft = here.offsetLeft - 48;
}

// What stands behind "#" for a box moves there and leaves the history.
for (const box of page.querySelectorAll("[data-from-address]")) {
  if (location.hash.length < 2) continue;
  box.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname + location.search);
}

// A wrong clock misleads about the deadline, which the server's clock decides. A page brought back is older than it says.
for (const notice of page.querySelectorAll("[data-server-clock]")) {
  const back = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  const off = Math.abs(Date.now() - Date.parse(notice.dataset.serverClock));
  notice.hidden = back || off < 5 * 60_000;
}
