// Saves a form while it is typed. Without this script the button saves; with it nothing typed is only on the screen.
const form = document.querySelector("form[data-autosave]");
const place = form?.querySelector("[data-saved]");
const [REST, LONGEST] = [1200, 30000]; // ms after the last key, and between two tries at the most
let timer, busy, over, leaving, signedOut;
let wait = REST;

const typed = () => {
  const data = new FormData(form);
  ["base", "count", "csrfmiddlewaretoken"].forEach((name) => data.delete(name));
  return new URLSearchParams(data).toString();
};
// On a slow line somebody types before this script is here: that is still to be saved.
const touched = (box) =>
  box.options ? [...box.options].some((one) => one.selected !== one.defaultSelected)
  : /^(checkbox|radio)$/.test(box.type) ? box.checked !== box.defaultChecked : box.value !== (box.defaultValue ?? box.value);
const early = form && [...form.elements].some(touched);
let kept = form && !early && typed();

const say = (words, bad = false) => {
  place.textContent = words;
  place.dataset.kind = bad ? "bad" : "";
};
const later = (ms) => {
  clearTimeout(timer);
  timer = setTimeout(save, ms);
};

// Whoever signed in again in another tab has another token: this page takes it from a fresh copy of itself.
const renew = async () => {
  const fresh = await fetch(location.href);
  const token = !fresh.redirected && (await fresh.text()).match(/name="csrfmiddlewaretoken" value="([^"]+)"/);
  if (token) form.elements.csrfmiddlewaretoken.value = token[1];
  return Boolean(token);
};

const took = async (answer, sent) => {
  signedOut = answer.status === 401 || answer.status === 403;
  if (answer.status === 401) document.getElementById("signed-out").innerHTML = await answer.text();
  if (signedOut || answer.status >= 500 || answer.status === 429) throw new Error(answer.status);
  const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : { said: place.dataset.gone };
  say(said.said, !answer.ok);
  if (answer.ok) {
    form.elements.base.value = said.base;
    [kept, wait] = [sent, REST];
    return document.getElementById("signed-out").replaceChildren();
  }
  over = true; // shut, or another saved meanwhile: a person has to look
  if (said.href) place.append(" ", Object.assign(document.createElement("a"), { href: said.href, textContent: said.link }));
};

// A save that was longer on its way than a later one must not stand: the server tells them apart by their number.
const number = () => (form.elements.count.value = Number(form.elements.count.value) + 1);

async function save() {
  const sent = typed();
  if (busy || over || leaving || sent === kept) return;
  busy = true;
  try {
    if (signedOut && !(await renew())) throw new Error("still signed out");
    number();
    const body = new URLSearchParams(new FormData(form));
    const options = { method: "POST", body, headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(20000) };
    await took(await fetch(form.dataset.autosave, options), sent);
    if (typed() !== sent) later(REST);
  } catch {
    say(place.dataset.offline, true);
    later((wait = Math.min(wait * 2, LONGEST)));
  } finally {
    busy = false;
  }
}

if (form) {
  form.addEventListener("input", () => later(REST));
  form.addEventListener("change", () => later(0));
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return number(), (leaving = true);
    event.preventDefault();
    say(place.dataset.offline, true);
    later(wait);
  });
  ["online", "focus"].forEach((name) => addEventListener(name, () => later(0)));
  addEventListener("pageshow", () => (leaving = false));
  if (early) later(REST);
  document.addEventListener("visibilitychange", () => document.hidden && save());
  addEventListener("beforeunload", (event) => !leaving && typed() !== kept && event.preventDefault());
}
