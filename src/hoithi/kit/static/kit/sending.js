// One file on its way to the server in pieces; what has come is never sent twice (kit/uploads).
import { hashOf, smaller } from "./photos.js";

const SMALLEST = 256 * 1024, LARGEST = 4 * 2 ** 20, SILENT = 60000;

const size = (bytes) => (bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB` : `${Math.max(Math.round(bytes / 1e3), 1)} KB`);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** Waits longer each time, up to half a minute, but not after the network has come back. */
const rest = (tries) => new Promise((go) => {
  const timer = setTimeout(go, Math.min(30000, 1000 * 2 ** tries));
  addEventListener("online", () => { clearTimeout(timer); go(); }, { once: true });
});

/** One file in the list: its line on the page, and its way to the server. */
export class Sending {
  constructor(box, file) {
    Object.assign(this, { box, file, words: box.words, note: "", tries: 0, got: 0, chunk: SMALLEST, turn: 0, stopped: false });
    this.line = box.list.appendChild(document.createElement("li"));
    this.line.dataset.state = "running";
    const part = (tag) => this.line.appendChild(document.createElement(tag));
    part("b").textContent = file.name;
    this.bar = part("progress");
    this.bar.setAttribute("aria-label", file.name);
    this.bar.value = 0;
    this.text = part("span");
    this.hold = button(this.line, this.words.pause, file.name, () => this.toggle());
    this.off = button(this.line, this.words.drop, file.name, () => this.drop());
    this.say(this.words.waiting, false);
  }

  say(text, aloud = true) {
    this.text.textContent = [this.note, text].filter(Boolean).join(" ");
    if (aloud) this.box.status.textContent = `${this.file.name}: ${this.text.textContent}`;
  }

  at(got, aloud = false) {
    this.got = got;
    this.bar.max = this.file.size;
    this.bar.value = got;
    this.say(fill(this.words.sending, { got: size(got), all: size(this.file.size) }), aloud);
  }

  /** Sends the file; resolves to whether it is there now, when there is nothing more to try. */
  async run() {
    this.say(this.words.reading, false);
    const before = this.file;
    this.file = await smaller(before);
    if (this.file !== before) this.note = fill(this.words.shrunk, { from: size(before.size), to: size(this.file.size) });
    if (this.file.size > this.box.most) return this.end("failed", fill(this.words.too_large, { got: size(this.file.size), all: size(this.box.most) }));
    this.hash = await hashOf(this.file);
    Object.assign(this, this.box.begun(this.file, this.hash));
    if (!this.url && !this.dropped && !(await this.create())) return false;
    if (this.dropped) return this.drop();
    return new Promise((settle) => { this.settle = settle; this.stopped || this.send(); });
  }

  async ask(address, options = {}) {
    for (;;) {
      try {
        const answer = await fetch(address, { ...options, headers: { ...this.box.headers, "Tus-Resumable": "1.0.0", ...options.headers } });
        if (answer.status < 500) return answer;
        this.say(this.words.away);
      } catch {
        this.say(this.words.offline);
      }
      await rest(this.tries++);
    }
  }

  async create() {
    const about = { place: this.box.form.dataset.place, target: this.box.form.dataset.target, filename: this.file.name, sha256: this.hash };
    const told = Object.entries(about).map(([key, value]) => `${key} ${base64(value)}`).join(",");
    const answer = await this.ask(this.box.form.dataset.upload, { method: "POST", headers: { "Upload-Length": `${this.file.size}`, "Upload-Metadata": told } });
    this.url = answer.headers.get("Location");
    return answer.status === 201 || this.end("failed", await this.sentence(answer.status, await answer.text()));
  }

  send() {
    this.turn += 1;
    let began = Date.now(), heard = Date.now();
    this.at(this.got, true);
    const upload = new tus.Upload(this.file, {
      uploadUrl: this.url,
      chunkSize: this.chunk,
      headers: this.box.headers,
      retryDelays: null,
      storeFingerprintForResuming: false,
      onProgress: (got) => { heard = Date.now(); this.at(got); },
      onChunkComplete: (length, got) => {
        const took = Date.now() - began;
        if (took < 2000) this.chunk = Math.min(LARGEST, this.chunk * 2);
        if (took > 8000) this.chunk = Math.max(SMALLEST, this.chunk / 2);
        upload.options.chunkSize = this.chunk;
        [began, this.tries] = [Date.now(), 0];
        const quarter = (bytes) => Math.floor((4 * bytes) / this.file.size);
        this.at(got, quarter(got) > quarter(got - length));
      },
      onError: (error) => { clearInterval(watch); this.failed(error); },
      onSuccess: () => { clearInterval(watch); this.came(); },
    });
    const watch = setInterval(() => {  // a line that died without a word
      if (this.upload !== upload || Date.now() - heard < SILENT) return;
      clearInterval(watch);
      upload.abort().then(() => this.again(this.words.offline));
    }, 5000);
    this.upload = upload;
    upload.start();
  }

  async again(words) {
    const turn = (this.turn += 1);
    this.upload = null;
    this.chunk = SMALLEST;
    this.say(words);
    await rest(this.tries++);
    if (turn === this.turn && !this.stopped) this.send(); // else it was stopped, and perhaps sent again, meanwhile
  }

  failed(error) {
    const answer = error.originalResponse;
    const status = answer?.getStatus() ?? 0;
    const elsewhere = status === 409 && answer.getHeader("Upload-Offset"); // the server says where it stands: go on there
    if (this.stopped) return;
    if (!status) this.again(this.words.offline);
    else if (status === 423) this.again(this.words.busy);
    else if (status === 507) this.sentence(status, answer.getBody()).then((words) => this.again(words));
    else if (elsewhere || status >= 500) this.again(this.words.away);
    else this.sentence(status, answer.getBody()).then((words) => this.end("failed", words));
  }

  /** The server has every byte; it may still be looking into the file. */
  async came() {
    this.say(this.words.checking);
    for (;;) {
      const answer = await this.ask(this.url);
      const told = answer.ok ? await answer.json() : { state: "failed", sentence: await this.sentence(answer.status, "") };
      if (told.state === "done") this.box.form.dispatchEvent(new CustomEvent("upload:done", { bubbles: true, detail: told }));
      if (told.state !== "running") return this.end(told.state, told.sentence || this.words.done);
      await rest(this.tries++);
    }
  }

  async sentence(status, body) {
    if (status === 401 || status === 403) return this.words.signed_out;
    try { return JSON.parse(body).sentence; } catch { /* HEAD has no body: ask */ }
    const answer = this.url && (await this.ask(this.url));
    return (answer?.ok && (await answer.json()).sentence) || this.words.failed;
  }

  end(state, words) {
    this.line.dataset.state = state;
    for (const part of [this.hold, this.off, this.bar]) part.remove();
    this.say(words);
    this.settle?.(state === "done");
    return state === "done";
  }

  toggle() {
    this.stopped = !this.stopped;
    this.hold.textContent = this.stopped ? this.words.resume : this.words.pause;
    this.hold.setAttribute("aria-label", `${this.hold.textContent}: ${this.file.name}`);
    if (!this.settle) return;
    if (!this.stopped) return this.send();
    this.upload?.abort();
    this.upload = null;
    this.say(fill(this.words.paused, { got: size(this.got), all: size(this.file.size) }));
  }

  async drop() {
    this.dropped = this.stopped = true;
    await this.upload?.abort();
    if (this.url) await this.ask(this.url, { method: "DELETE" });
    this.line.remove();
    this.settle?.(false);
    return false;
  }
}

export const button = (line, words, name, press) => {
  const made = line.appendChild(document.createElement("button"));
  Object.assign(made, { type: "button", className: "button button--small", textContent: words });
  made.setAttribute("aria-label", `${words}: ${name}`);
  made.addEventListener("click", press);
  return made;
};
