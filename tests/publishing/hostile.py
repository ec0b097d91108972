"""Pages that try every corner of setting text: scripts, spaces, breaks, sizes, tables, pictures, broken HTML."""

WORDS = "Zażółć gęślą jaźń, a w Szczebrzeszynie chrząszcz brzmi w trzcinie i Szczebrzeszyn z tego słynie. "

_SCRIPTS = "العربية ١٢٣ עברית हिन्दी ไทย 中文 한국어 ελληνικά 😀👩‍👩‍👧 ﷽ e\u0301\u0323\u0308 "
_FIRST = "<style>p::first-line { font-weight: 700 } p::first-letter { font-size: 3em }</style>"
_COUNTERS = """<style>
h2 { counter-increment: chapter }
h2::before { content: counter(chapter) '. ' }
a::after { content: target-counter(attr(href), page) }
@page { @bottom-right { content: counter(page) ' z ' counter(pages) } }
</style><a href="#z">na końcu</a>"""
_PICTURE = """<svg viewBox="0 0 200 90" width="200" height="90"><title>t</title>
<text x="9" y="9" rotate="9 2">Oś</text>
<text x="5" y="30" textLength="150" letter-spacing="2">rozciągnięte</text>
<text y="60">a<tspan dy="5">b</tspan></text></svg>"""
_OWN = """<style>:root { --c: red } li::marker { color: var(--c) } * { hyphens: manual } p { width: 40vw; margin: 2vh }
@media print { li:nth-child(2n) { color: var(--c, blue) } }</style><ol><li>a<li>b</ol>"""

BODIES = {
    "scripts of the world": f"<p>{_SCRIPTS * 40}",
    "no spaces": "<p>" + "x" * 1500 + "<p>" + "ąęść" * 400,
    "soft hyphens": "<p style='width:4cm'>" + "nie\u00adza\u00adpo\u00admi\u00adnaj\u00adka " * 90,
    "white space": "<pre>a\tb\n\n  c\n" + "d " * 300 + "</pre><p style='white-space: pre-wrap'>x\ty  z\nq",
    "odd sizes": "<p style='font-size:0'>nic<p style='font-size:.01px'>nic<p style='font-size:300pt'>OGROM",
    "decorations": f"<p><u>{WORDS}</u><s>{WORDS}</s><span style='text-decoration:overline'>{WORDS}</span>",
    "justified": f"<p style='text-align:justify;word-spacing:3px;letter-spacing:1px'>{WORDS * 20}",
    "ellipsis": f"<p style='width:5cm;overflow:hidden;text-overflow:ellipsis;white-space:nowrap'>{WORDS}",
    "clamped": f"<p style='width:5cm;max-lines:2;block-ellipsis:auto'>{WORDS * 9}",
    "first line and letter": f"{_FIRST}<p>{WORDS * 9}",
    "features": f"<p style='font-variant-numeric:tabular-nums;font-feature-settings:\"liga\" 0'>0123 fi {WORDS}",
    "transparent": f"<div style='opacity:.5;transform:rotate(9deg)'>{WORDS}<p style='columns:2'>{WORDS * 9}</p></div>",
    "auto table": "<table>" + f"<tr><th>{WORDS}<td>{WORDS * 2}<td>7,5 m²" * 30 + "</table>",
    "collapsed table": "<table style='border-collapse:collapse'>"
    + f"<tr><td style='border:solid;padding:1em'>{WORDS}<td colspan=2>1" * 30
    + "</table>",
    "percentages": "<div style='width:50%;padding:3%;margin:-2%;min-height:9%;max-width:calc(60% - 3px)'>"
    f"<p style='box-sizing:border-box;height:50%;width:30%;padding:1em;border:1px solid'>{WORDS}</div>",
    "counters": _COUNTERS + f"<h2>{WORDS}</h2><p>{WORDS * 30}" * 9 + "<h2 id='z'>Koniec",
    "flex and grid": f"<div style='display:flex;gap:1em'><p>{WORDS}<p style='flex:2'>{WORDS * 3}</div>"
    f"<div style='display:grid;grid-template-columns:1fr auto 20%'><p>{WORDS}<p>{WORDS}<p>{WORDS}</div>",
    "floats and notes": f"<p style='float:right;width:30%'>{WORDS}</p>"
    f"<p>{WORDS * 5}<span style='float:footnote'>{WORDS}</span>",
    "picture with text": _PICTURE,
    "broken": "<p><b><i>a</b></i><table><p>x<li>y<dt>z</table>&nosuch; &#0; \x0b \ufffe <unknown a=b c>",
    "own colours and marks": _OWN,
    "languages": f"<p lang=en>{WORDS}<p lang=ar dir=rtl>{_SCRIPTS}<q>cytat <q>w cytacie</q></q><p lang=xx>{WORDS}",
    "the same names": "<p id=a class='x y'>1<a name=a href='#a'>2</a><a href='https://example.org/%zz'>3</a>" * 5,
    "own font": "<style>@font-face { font-family: F; src: url(/static/vendor/fonts/IBMPlexSans-Bold.woff2) }"
    f"p {{ font-family: F }}</style><p>{WORDS}",
}
PAGES = {name: f'<html lang="pl"><title>t</title><body>{body}</body>' for name, body in BODIES.items()}
