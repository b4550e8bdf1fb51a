"""Draws PDFs in the United Nations' layout, for tests: nothing here is copied from a document.

Text is marked up: `**bold**`, `__italic__`, `^^1^^` for a raised marker, `~~underlined~~`. Points from the page's top left.
"""

import io
import re

import fpdf

WIDTH, HEIGHT = 612, 792
MARGIN, TEXT_LEFT, TEXT_RIGHT = 60, 123, 489
_TOKEN = re.compile(r"(\*\*|__|\^\^|~~)")


class Drawing:
    """A PDF that is being drawn; every method returns the height below what it drew."""

    def __init__(self, family="Times", size=10, leading=12):
        self.pdf = fpdf.FPDF(unit="pt", format=(WIDTH, HEIGHT))
        self.pdf.set_auto_page_break(False)
        self.family, self.size, self.leading = family, size, leading

    def page(self, *, landscape=False):
        self.pdf.add_page(orientation="landscape" if landscape else "portrait")
        return self

    def data(self):
        return bytes(self.pdf.output())

    def font(self, style="", size=None):
        self.pdf.set_font(self.family, style=style, size=size or self.size)

    def width(self, text, style="", size=None):
        self.font(style, size)
        return self.pdf.get_string_width(text)

    def put(self, x, y, text, size=None):
        """One line of marked-up text with its baseline at `y`; returns where it ends."""
        size = size or self.size
        on = set()
        for part in _TOKEN.split(text):
            if _TOKEN.fullmatch(part):
                on ^= {part}
                continue
            if not part:
                continue
            raised = "^^" in on
            style = ("B" if "**" in on else "") + ("I" if "__" in on else "")
            self.font(style, size * 0.65 if raised else size)
            self.pdf.text(x, y - size * 0.34 if raised else y, part)
            end = x + self.pdf.get_string_width(part)
            if "~~" in on:
                self.pdf.set_line_width(0.6)
                self.pdf.line(x, y + 1.6, end, y + 1.6)
            x = end
        return x

    def lines(self, text, width, size=None, indent=0.0):
        """The text broken into lines that fit; marks that are open at a line's end go on in the next."""
        size = size or self.size
        lines, current, used = [], [], indent
        for word in text.split():
            bare = _TOKEN.sub("", word)
            needed = self.width(bare, size=size) * 1.04 + self.width(" ", size=size)
            if current and used + needed > width:
                lines.append(" ".join(current))
                current, used = [], 0.0
            current.append(word)
            used += needed
        lines.append(" ".join(current))
        return list(_carried(lines))

    def paragraph(
        self,
        y,
        text,
        left=TEXT_LEFT,
        right=TEXT_RIGHT,
        indent=0.0,
        size=None,
        number="",
        tab=24.0,
        *,
        hanging=False,
    ):
        """A paragraph with an indented first line or a number before its text."""
        shift = tab if number else 0.0
        rest = left + shift if hanging else left
        for index, line in enumerate(
            self.lines(text, right - rest, size, indent + (0 if hanging else shift))
        ):
            x = left + indent + shift if index == 0 else rest
            if number and index == 0:
                self.put(left + indent, y, number, size)
            self.put(x, y, line, size)
            y += self.leading if size is None else size * 1.2
        return y + 6

    def rule(self, y, left=MARGIN, right=552, thickness=0.6):
        self.pdf.set_line_width(thickness)
        self.pdf.line(left, y, right, y)

    def cover(
        self, symbol="A/79/999", organ="General Assembly", lines=("Distr.: General", "5 March 2025", "", "Original: English"),
        session=("**Seventy-ninth session**", "Agenda item 12"), title="Things to be discussed", job="25-01234 (E)",
    ):  # fmt: skip
        """The cover of today; the title stands at 292."""
        self.page()
        self.put(TEXT_LEFT, 58, "United Nations", 14)
        head, rest = symbol[0], symbol[1:]
        at = 552 - self.width(rest) - self.width(head, size=20)
        self.put(self.put(at, 58, head, 20), 58, rest)
        self.rule(65)
        self.put(TEXT_LEFT, 86, f"**{organ}**", 20)
        for index, line in enumerate(lines):
            self.put(397, 87 + 12 * index, line)
        self.rule(209, thickness=2)
        for index, line in enumerate(session):
            self.put(MARGIN, 222 + 12 * index, line)
        y = 292
        for line in self.lines(title, 360, 14):
            self.put(TEXT_LEFT, y, f"**{line}**", 14)
            y += 15
        self.put(MARGIN + 5, 748, job)
        self.put(MARGIN + 5, 762, f"*{re.sub(r'[^0-9]', '', job)}*", 12)
        return y + 20

    def running(self, symbol, number, total, job="25-01234", title=""):
        """Running head and foot; odd and even pages swap sides."""
        size = 8.5
        if number % 2:
            self.put(MARGIN, 59, f"**{title}**", size)
            self.put(552 - self.width(symbol, "B", size), 59, f"**{symbol}**", size)
            self.put(MARGIN, 754, job, 7)
            self.put(530, 755, f"**{number}/{total}**", size)
        else:
            self.put(MARGIN, 59, f"**{symbol}**", size)
            self.put(552 - self.width(title, "B", size), 59, f"**{title}**", size)
            self.put(MARGIN, 755, f"**{number}/{total}**", size)
            self.put(524, 754, job, 7)
        self.rule(65)

    def footnotes(self, notes, top=660.0, *, typed=False):
        """A short rule and under it the notes: (marker, text)."""
        self.rule(top, 100, 160)
        y = top + 14
        for marker, text in notes:
            if typed:
                y = self.paragraph(y, f"~~{marker}~~/   {text}", indent=30)
            else:
                y = self.paragraph(y, f"^^{marker}^^ {text}", size=8.5) - 6
        return y

    def columns(self, left, right, y=87.0, indent=24.0):
        """Two columns of paragraphs, drawn one after the other. A paragraph that begins with '>' is not indented."""
        for start, end, texts in ((60, 300, left), (312, 552, right)):
            at = y
            for text in texts:
                at = self.paragraph(
                    at, text.removeprefix(">"), start, end, 0 if text.startswith(">") else indent
                )

    def table(self, y, rows, lefts, size=8.5, width=None):
        """Rows drawn cell by cell; a cell's text is broken where the next column begins."""
        for row in rows:
            lowest = y
            for index, cell in enumerate(row):
                end = lefts[index + 1] - 12 if index + 1 < len(lefts) else (width or 552)
                at = y
                for line in self.lines(cell, end - lefts[index], size):
                    self.put(lefts[index], at, line, size)
                    at += size * 1.2
                lowest = max(lowest, at)
            y = lowest + 5
        return y


def typescript(*pages):
    """A typed document as drawn in letters: one line a row, twelve points apart; a row of '_' is a rule."""
    drawing = Drawing("Courier", 10, 12)
    drawing.pdf.core_fonts_encoding = "cp1252"
    for page in pages:
        drawing.page()
        for row, line in enumerate(page.strip("\n").split("\n")):
            for part in re.finditer(r"\S+(?: \S+)*", line):
                left, y = 60 + 6 * part.start(), 50 + 12 * row
                if set(part[0]) == {"_"}:
                    drawing.rule(y, left, 60 + 6 * part.end())
                else:
                    drawing.put(left, y, part[0])
    return drawing.data()


def typed_cover(organ, box, below, letter="A"):
    """The cover of 1946 to 1997: the organ at the left, the box at the right, the headings below the rule."""
    heights = max(len(organ), len(box))
    beside = [
        (" " * 10 + (organ[row] if row < len(organ) else "")).ljust(52) + (box[row] if row < len(box) else "")
        for row in range(heights)
    ]
    return typescript(
        "\n".join(("UNITED".ljust(78) + letter, "NATIONS", "_" * 80, *beside, "_" * 80, below.strip("\n")))
    )


def printed_cover(symbol, organ, box, session, headings, body, job="25-01234 (E)"):
    """The cover since 1998: `session` lines at the left margin, `headings` (text, size) further in."""
    drawing = Drawing()
    drawing.pdf.core_fonts_encoding = "cp1252"
    drawing.cover(symbol, organ, box, session, "", job)
    y = 222 + 12 * len(session) + 30
    for text, size in headings:
        for line in drawing.lines(text, 360, size):
            drawing.put(TEXT_LEFT, y, f"**{line}**", size)
            y += size + 1
        y += 12
    for text in body:
        y = drawing.paragraph(y, text, indent=24)
    return drawing.data()


def _carried(lines):
    opened = ""
    for line in lines:
        marks = _TOKEN.findall(opened + line)
        still = [mark for mark in dict.fromkeys(marks) if marks.count(mark) % 2]
        yield opened + line + "".join(reversed(still))
        opened = "".join(still)


def scanned(data, pixels=1650):
    """The PDF as a scanner would give it: a picture a page and no text."""
    import pypdfium2

    source = pypdfium2.PdfDocument(data)
    target = fpdf.FPDF(unit="pt")
    target.set_auto_page_break(False)
    for page in source:
        width, height = page.get_size()
        picture = page.render(scale=pixels / max(width, height), grayscale=True).to_pil()
        target.add_page(format=(width, height))
        target.image(picture, 0, 0, width, height)
    source.close()
    return bytes(target.output())


def encrypted(text="Secret"):
    """A PDF that asks for a password."""
    pdf = fpdf.FPDF()
    pdf.set_encryption(
        owner_password="owner", user_password="user", encryption_method=fpdf.enums.EncryptionMethod.AES_128
    )
    pdf.add_page()
    pdf.set_font("Times", size=12)
    pdf.text(50, 50, text)
    return bytes(pdf.output())


def without_pages():
    """A PDF whose page tree is empty."""
    import pypdfium2

    buffer = io.BytesIO()
    document = pypdfium2.PdfDocument.new()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def with_pages(count):
    """A PDF of so many empty pages."""
    import pypdfium2

    buffer = io.BytesIO()
    document = pypdfium2.PdfDocument.new()
    for _ in range(count):
        document.new_page(100, 100).close()
    document.save(buffer)
    document.close()
    return buffer.getvalue()
