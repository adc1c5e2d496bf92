// Boxes for files: they come over cut lines, reloads and from other devices (kit/uploads, cotton/upload.html).
import { Sending, button } from "./sending.js";

/** A form of the page: its files go one after another. */
class Box {
  constructor(form) {
    const input = form.querySelector("[type=file]");
    Object.assign(this, { form, input, list: form.querySelector("ul"), status: form.querySelector("[role=status]"), line: Promise.resolve() });
    Object.assign(this, { words: JSON.parse(form.dataset.words), most: Number(form.dataset.most), waiting: 0, all: true });
    this.headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    this.library = import(form.dataset.tus);
    for (const old of form.querySelectorAll("[type=submit]")) old.remove();
    for (const old of this.list.children) button(old, this.words.drop, old.dataset.name, () => this.forget(old));
    input.addEventListener("change", () => this.choose([...input.files]));
    form.addEventListener("submit", (event) => event.preventDefault());
    if (input.files.length) this.choose([...input.files]); // chosen before this script was here
  }

  choose(files) {
    this.input.value = "";
    for (const sending of files.map((file) => new Sending(this, file))) {
      this.waiting += 1;
      this.line = this.line.then(() => this.library).then(() => sending.run()).then((came) => this.after(came));
    }
  }

  after(came) {
    this.all &&= came;
    this.waiting -= 1;
    if (this.waiting === 0 && this.all) location.assign(this.form.dataset.then || location.href);
  }

  /** The unfinished upload of this very file, from another visit or device. */
  begun(file, hash) {
    const same = ({ size: bytes, name, sha256 }) =>
      Number(bytes) === file.size && (sha256 && hash ? sha256 === hash : name === file.name.normalize("NFC"));
    const old = [...this.list.children].find((line) => line.dataset.url && same(line.dataset));
    if (!old) return {};
    old.remove();
    return { url: old.dataset.url, got: old.querySelector("progress").value };
  }

  async forget(old) {
    await fetch(old.dataset.url, { method: "DELETE", headers: { ...this.headers, "Tus-Resumable": "1.0.0" } });
    old.remove();
  }
}

for (const form of document.querySelectorAll("form[data-upload]")) new Box(form);
