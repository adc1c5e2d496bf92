// A form with a key of its own (OnceField) is sent until an answer comes: however often it arrives, the server acts once.
// Without this script a cut line shows the browser's own page; going back and pressing again is as safe.
const [FIRST, LONGEST, SILENT] = [1000, 15000, 60000]; // ms before the second try, between two, until one is given up
const AWAY = [502, 503, 504]; // nobody there, or too busy: worth another try

const rest = (ms) => new Promise((go) => {
  const timer = setTimeout(go, ms);
  addEventListener("online", () => { clearTimeout(timer); go(); }, { once: true });
});

for (const form of document.querySelectorAll("form[data-resend]")) {
  const place = form.querySelector("[data-sending]");
  let busy = false;

  const send = async (body) => {
    for (let wait = FIRST; ; wait = Math.min(wait * 2, LONGEST)) {
      try {
        const answer = await fetch(form.action, { method: "POST", body, signal: AbortSignal.timeout(SILENT) });
        // a page that is no redirect (something to mend) is asked for once more, as a page
        if (!AWAY.includes(answer.status)) return answer.redirected ? location.assign(answer.url) : form.submit();
      } catch { /* the line is cut, or the answer was lost */ }
      place.textContent = place.dataset.offline;
      place.dataset.kind = "bad";
      await rest(wait);
    }
  };

  form.addEventListener("submit", (event) => {
    if (event.submitter?.name) return; // another button, which asks for something else
    event.preventDefault();
    if (busy) return;
    busy = true;
    place.textContent = place.dataset.sending;
    place.dataset.kind = "";
    send(new URLSearchParams(new FormData(form)));
  });
  addEventListener("pageshow", () => {
    busy = false;
    place.textContent = "";
  });
}
