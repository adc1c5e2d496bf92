// What is copied out of Word or Excel lands where it belongs: a table over the boxes of a row becomes rows, a table in a
// text becomes lines with bars. Without this script there is a box to paste into under each list of rows.

const words = (cell) => cell.innerText.replace(/\s+/g, " ").replaceAll("|", "/").trim();

// A table as lines of cells; a cell over several columns or rows leaves the others of its room empty.
export const linesOf = (table, between) => {
  const grid = [];
  [...table.rows].forEach((row, y) => {
    grid[y] ??= [];
    let x = 0;
    for (const cell of row.cells) {
      while (grid[y][x] !== undefined) x += 1;
      for (let down = 0; down < Math.min(cell.rowSpan, 100); down += 1) {
        for (let across = 0; across < Math.min(cell.colSpan, 100); across += 1) {
          (grid[y + down] ??= [])[x + across] = down || across ? "" : words(cell);
        }
      }
    }
  });
  return grid.map((row) => [...row].map((cell) => cell ?? "").join(between));
};

const tablesIn = (data) => {
  const html = data.getData("text/html");
  return html.includes("<table") ? new DOMParser().parseFromString(html, "text/html") : null;
};

const intoRows = (event, section) => {
  const page = tablesIn(event.clipboardData);
  const copied = page
    ? linesOf(page.querySelector("table"), "\t").join("\n")
    : event.clipboardData.getData("text/plain");
  if (!/\t|\n\s*\S/.test(copied.trim())) return;
  event.preventDefault();
  section.querySelector("[name$='-pasted']").value = copied;
  section.querySelector("[value^='paste:']").click();
};

const intoText = (event, box) => {
  const page = tablesIn(event.clipboardData);
  if (!page) return;
  event.preventDefault();
  for (const table of page.querySelectorAll("table")) {
    table.replaceWith(...linesOf(table, " | ").map((line) => Object.assign(page.createElement("p"), { textContent: line })));
  }
  const lines = [...page.querySelectorAll("p, li, h1, h2, h3, h4, h5, h6")].map((line) => {
    const said = line.textContent.replace(/\s+/g, " ").trim();
    return line.matches("li") && said ? `- ${said}` : said;
  });
  box.setRangeText(lines.filter(Boolean).join("\n"), box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
};

document.addEventListener("paste", (event) => {
  const box = event.target;
  if (!box.matches?.("form textarea, form input[type=text]") || box.name.endsWith("-pasted")) return;
  const section = box.closest("section");
  if (box.matches("textarea")) intoText(event, box);
  else if (box.closest(".rule-line, .card") && section?.querySelector("[value^='paste:']")) intoRows(event, section);
});
