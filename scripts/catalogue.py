"""The English catalogue of the pages that anybody may meet: public site, sign-in, the frame, the words they show; and
of the way of whoever enters a contest, confirms an entry as co-author or body, or asks what is held about them.

    python scripts/catalogue.py            compile django.po into django.mo
    python scripts/catalogue.py --update   take over what the sources say now, keep what is translated
    python scripts/catalogue.py --check    say what is missing, and whether the .mo is the .po's

Nothing but Python is needed. The source text is Vietnamese; there is no Vietnamese catalogue.
"""

import ast
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).parents[1] / "src/hoithi"
PO = SRC / "locale/en/LC_MESSAGES/django.po"
# What an entrant, a co-author or the owner of a paper dossier does, and what is said to them.
ENTRANTS_VERBS = ("authors", "base", "consents", "drafting", "files", "personal", "submitting", "typing", "units")
ENTRANTS_WORDS = (
    "book", "checks", "eligibility", "enums", "messages", "papers", "receipts", "rules", "uploading", "windows",
)  # fmt: skip
SOURCES = (
    "kit/templates/**/*.html",
    "contests/templates/contests/public/*.html",
    "documents/certificates/forms.py",
    "documents/certificates/views/public.py",
    "documents/templates/documents/certificates/check.html",
    "documents/templates/documents/issued.html",
    "documents/templates/documents/_public.html",
    "documents/templates/documents/_seals.html",
    "documents/templates/documents/_words.html",
    "documents/signing/sentences.py",
    "documents/enums.py",
    "accounts/templates/account/*.html",
    "accounts/templates/mfa/**/*.html",
    "accounts/templates/usersessions/*.html",
    "contests/templates/contests/people/invitation.html",
    "entries/templates/entries/entrant/*.html",
    "entries/templates/entries/bodies/*.html",
    "entries/templates/entries/personal/*.html",
    "entries/templates/entries/counter/answer*.html",
    "entries/templates/entries/counter/_entrant.html",
    "kit/codes.py",
    "kit/contacts.py",
    "kit/dates.py",
    "kit/files/*.py",
    "kit/forms.py",
    "kit/guessing.py",
    "kit/identity.py",
    "kit/limits.py",
    "kit/numbers.py",
    "kit/schemas/*.py",
    "kit/tables/*.py",
    "kit/templatetags/fields.py",
    "kit/text.py",
    "kit/uploads/*.py",
    "contests/enums.py",
    "contests/public/*.py",
    "contests/rule_schemas/**/*.py",
    "accounts/forms/*.py",
    "accounts/views/account.py",
    "accounts/views/signin.py",
    "accounts/actions.py",
    "accounts/adapters.py",
    "accounts/enums.py",
    "accounts/middleware.py",
    "entries/entrant/**/*.py",
    "entries/bodies/*.py",
    "entries/personal/forms.py",
    "entries/personal/held.py",
    "entries/personal/views/mine.py",
    "entries/counter/forms.py",
    "entries/counter/views/answers.py",
    "entries/models/authors.py",
    "entries/models/files.py",
    *(f"entries/actions/{verbs}.py" for verbs in ENTRANTS_VERBS),
    *(f"entries/{module}.py" for module in ENTRANTS_WORDS),
)
STYLE = {"style_page.html", "style_page.py", "demo_bar.html"}
OFFICES = {  # read by officers only
    "letters.html", "letter.html", "people.html", "person.html",
    "_people.html", "request.html", "requests.html", "reveal.html", "reveals.html",
}  # fmt: skip
CALLS = {"_", "__", "gettext", "gettext_lazy", "ngettext"}
HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
Message = tuple[str, str]  # the text and its plural, "" when it has none
_TRANSLATE = re.compile(r"{%\s*translate\s+(?:\"([^\"]*)\"|'([^']*)')")
_INSIDE = re.compile(r"""\b_\((?:"([^"]*)"|'([^']*)')\)""")  # as {{ title|default:_("no title yet") }} has it
_BLOCK = re.compile(r"{%\s*blocktranslate\b([^%]*)%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)
_PLURAL = re.compile(r"{%\s*plural\s*%}")


def wanted() -> set[Message]:
    """Every message that the sources say."""
    found: set[Message] = set()
    for pattern in SOURCES:
        for path in SRC.glob(pattern):
            if path.name not in STYLE | OFFICES and "tests" not in path.parts:
                read = in_template if path.suffix == ".html" else in_python
                found |= set(read(path.read_text()))
    return found


def in_template(text: str) -> Iterator[Message]:
    """The messages of a template."""
    for double, single in [*_TRANSLATE.findall(text), *_INSIDE.findall(text)]:
        yield (double or single).replace("%", "%%"), ""  # as Django looks it up
    for options, body in _BLOCK.findall(text):
        parts = [re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", part.replace("%", "%%")) for part in _PLURAL.split(body)]
        if "trimmed" in options:
            parts = [" ".join(part.split()) for part in parts]
        yield parts[0], parts[1] if len(parts) > 1 else ""


def in_python(text: str) -> Iterator[Message]:
    """The messages of a module."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            words = [a.value for a in node.args[:2] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if words:
                yield words[0], words[1] if node.func.id == "ngettext" and len(words) > 1 else ""


def read_po(text: str) -> dict[Message, list[str]]:
    """The catalogue: each message and its English forms, the header left out."""
    found = {}
    for block in re.split(r"\n\s*\n", text):
        said: dict[str, str] = {}
        key = ""
        for line in block.splitlines():
            if match := re.match(r"(msgid|msgid_plural|msgstr(?:\[\d\])?)\s+(\".*\")\s*$", line):
                key, quoted = match.groups()
                said[key] = ast.literal_eval(quoted)
            elif line.startswith('"'):
                said[key] += ast.literal_eval(line)
        if said.get("msgid"):
            forms = [value for name, value in said.items() if name.startswith("msgstr")]
            found[said["msgid"], said.get("msgid_plural", "")] = forms
    return found


def write_po(messages: dict[Message, list[str]]) -> str:
    """The text of a catalogue, sorted, one message a block."""

    def quoted(text: str) -> str:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'

    blocks = [f'msgid ""\nmsgstr {quoted(HEADER)}\n']
    for (one, many), forms in sorted(messages.items()):
        plural = f"msgid_plural {quoted(many)}\n" if many else ""
        names = [f"msgstr[{i}]" for i in range(2)] if many else ["msgstr"]
        lines = "".join(f"{name} {quoted(form)}\n" for name, form in zip(names, [*forms, "", ""], strict=False))
        blocks.append(f"msgid {quoted(one)}\n{plural}{lines}")
    return "\n".join(blocks)


def compiled(messages: dict[Message, list[str]]) -> bytes:
    """The catalogue as GNU gettext's binary file; messages without a translation are left out."""
    rows = {b"": HEADER.encode()}
    for (one, many), forms in messages.items():
        if all(forms):
            rows["\0".join(filter(None, (one, many))).encode()] = "\0".join(forms).encode()
    pairs = sorted(rows.items())
    start = 28 + 16 * len(pairs)
    texts = [pair[0] for pair in pairs] + [pair[1] for pair in pairs]
    table, body = [], b""
    for text in texts:
        table += [len(text), start + len(body)]
        body += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + struct.pack(f"<{len(table)}I", *table) + body


def problems() -> list[str]:
    """Sentences on what is missing or stale; none when the catalogue is complete."""
    messages = read_po(PO.read_text())
    missing = [one for one, many in wanted() if not all(messages.get((one, many), [""]))]
    found = [f"not in English: {text}" for text in sorted(missing)]
    if PO.with_suffix(".mo").read_bytes() != compiled(messages):
        found.append("django.mo is not what django.po gives")
    return found


def main() -> None:
    """One of the three commands of the module's first lines."""
    if "--check" in sys.argv:
        sys.exit("\n".join(problems()) or 0)
    messages = read_po(PO.read_text()) if PO.exists() else {}
    if "--update" in sys.argv:
        messages = {key: messages.get(key, [""]) for key in wanted()}
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_text(write_po(messages))
    PO.with_suffix(".mo").write_bytes(compiled(messages))
    print(f"catalogue: {sum(all(forms) for forms in messages.values())} of {len(messages)} messages in English")


if __name__ == "__main__":
    main()
