// Comforts of a form of questions: words counted while typing, questions that hang on another shown when they are asked,
// rows added to a table. Nothing depends on it: without it every question stands there with its limit and condition.

// The server counts with the same two expressions (contests/rule_schemas/answers/values.py).
const BETWEEN = /[\t\n\x0b\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const IN_A_WORD = /[\p{L}\p{N}]/u;
export const countWords = (text) => text.normalize("NFC").split(BETWEEN).filter((one) => IN_A_WORD.test(one)).length;

const field = (box) => box.closest(".field") ?? box;
const scope = (box) => box.closest("form") ?? document;

// Words left, under the box; said again when the typing rests, so that a screen reader does not speak at every letter.
const count = (box) => {
  const most = Number(box.dataset.words);
  const left = most - countWords(box.value);
  let words = box.nextElementSibling;
  if (!words?.matches(".counter")) {
    words = document.createElement("p");
    words.className = "counter";
    words.setAttribute("aria-live", "polite");
    box.after(words);
  }
  words.textContent = (left < 0 ? box.dataset.wordsOver : box.dataset.wordsLeft).replace("%d", Math.abs(left));
  words.classList.toggle("counter--over", left < 0);
};

// What is answered under a name: ticked values, or what stands in the box; nothing when the question itself is hidden.
const answersTo = (name, form) =>
  [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)]
    .filter((box) => box.type === "hidden" || !field(box).hidden)
    .filter((box) => !["checkbox", "radio"].includes(box.type) || box.checked)
    .map((box) => (box.type === "checkbox" && box.value === "on" ? "có" : box.value));

const show = (form) => {
  const seen = new Set();
  for (const box of form.querySelectorAll("[data-when]")) {
    const whole = field(box);
    if (seen.has(whole)) continue;
    seen.add(whole);
    const wanted = box.dataset.whenValue.split("\n");
    whole.hidden = !answersTo(box.dataset.when, form).some((value) => wanted.includes(value));
    whole.querySelector("[data-when-words]")?.setAttribute("hidden", "");
  }
  for (const page of form.querySelectorAll("[data-page]")) {
    page.hidden = !page.querySelector(".field:not([hidden])");
  }
};

// A table comes with empty rows at hand. Here one is enough: the button adds the next, up to the most that is taken.
const renumber = (row, number) => {
  for (const box of row.querySelectorAll("input")) {
    box.name = box.name.replace(/_\d+_(\d+)$/, `_${number}_$1`);
    box.id = `id_${box.name}`;
    box.value = "";
  }
  row.setAttribute("aria-label", row.getAttribute("aria-label").replace(/\d+/, number + 1));
};

const addRow = (table, button) => {
  const rows = table.querySelectorAll(".answer-row");
  const row = rows[rows.length - 1].cloneNode(true);
  renumber(row, rows.length);
  rows[rows.length - 1].after(row);
  row.querySelector("input").focus();
  button.hidden = rows.length + 1 >= Number(table.dataset.rows);
};

const isEmpty = (row) => [...row.querySelectorAll("input")].every((box) => !box.value);

const offerRows = (table) => {
  if (table.querySelector("button, [disabled]") || !table.querySelector(".answer-row")) return;
  [...table.querySelectorAll(".answer-row")].filter(isEmpty).slice(1).forEach((row) => row.remove());
  const rows = table.querySelectorAll(".answer-row").length;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--small";
  button.textContent = table.dataset.rowsAdd;
  button.hidden = rows >= Number(table.dataset.rows);
  button.addEventListener("click", () => addRow(table, button));
  table.append(button);
};

const start = (part) => {
  part.querySelectorAll("[data-words]").forEach(count);
  part.querySelectorAll("[data-rows]").forEach(offerRows);
  const forms = new Set([...part.querySelectorAll("[data-when]")].map(scope));
  forms.forEach(show);
};

if (typeof document !== "undefined") {
  let rest;
  document.addEventListener("input", (event) => {
    if (!event.target.dataset?.words) return;
    clearTimeout(rest);
    rest = setTimeout(count, 250, event.target);
  });
  document.addEventListener("change", (event) => {
    const form = scope(event.target);
    if (form.querySelector("[data-when]")) show(form);
  });
  document.addEventListener("htmx:load", (event) => start(event.detail.elt));
  start(document);
}
