"""How the pages of an export look: on a screen by day and by night, and on paper."""

import base64
import hashlib
from typing import Final

STYLE: Final = """
:root { color-scheme: light dark; --ground: #f6f3ee; --card: #ffffff; --border: #e6e1d8; --text: #22211f;
  --muted: #67635c; --accent: #2d7d55; --tint: #dce6dd; --on-tint: #1f6141; --sunken: #f6f3ee; }
@media (prefers-color-scheme: dark) { :root { --ground: #171614; --card: #211f1c; --border: #35322d; --text: #efece6;
  --muted: #a9a49b; --accent: #67bb8c; --tint: #243a2d; --on-tint: #9adbb5; --sunken: #2a2825; } }
* { box-sizing: border-box; }
html { background: var(--ground); color: var(--text); font: 17px/1.55 Inter, system-ui, -apple-system, "Segoe UI",
  Roboto, "Noto Sans", sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; padding: 0 24px 96px; }
main, header, footer, nav { max-width: 680px; margin-inline: auto; }
header { padding-block: 56px 16px; }
h1 { font-size: 34px; line-height: 1.15; letter-spacing: -0.015em; margin: 0 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 15px; font-weight: 600; color: var(--muted); margin: 40px 4px 12px; overflow-wrap: anywhere; }
h3 { font-size: 20px; line-height: 1.3; margin: 0 0 2px; overflow-wrap: anywhere; }
p { margin: 0; }
a { color: var(--accent); text-underline-offset: 3px; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 6px; }
.quiet { color: var(--muted); font-size: 15px; }
.warning { background: var(--tint); color: var(--on-tint); border-radius: 14px; padding: 14px 18px; font-size: 15px;
  margin-top: 20px; }
.card, article { background: var(--card); border: 1px solid var(--border); border-radius: 18px; padding: 20px 22px;
  margin-block: 0 16px; }
.pages { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 14px; padding: 0; list-style: none; }
.pages a, nav a { display: inline-block; padding: 6px 14px; border: 1px solid var(--border); border-radius: 999px;
  background: var(--card); color: var(--text); text-decoration: none; font-size: 15px; }
.pages a:hover, nav a:hover { background: var(--tint); color: var(--on-tint); }
nav { display: flex; flex-wrap: wrap; gap: 8px; padding-top: 24px; }
.who { display: flex; gap: 12px; align-items: center; margin-bottom: 12px; min-width: 0; }
.who > div { min-width: 0; }
.face { flex: none; width: 44px; height: 44px; border-radius: 50%; display: grid; place-items: center; color: #ffffff;
  font-weight: 600; font-size: 16px; line-height: 1; overflow: hidden; }
.comment .face { width: 32px; height: 32px; font-size: 12px; }
.name { font-weight: 600; line-height: 1.3; overflow-wrap: anywhere; }
.when { color: var(--muted); font-size: 14px; line-height: 1.3; }
.words { white-space: pre-wrap; overflow-wrap: anywhere; }
.pictures { display: grid; grid-template-columns: repeat(2, 1fr); gap: 6px; margin-top: 14px; }
.pictures.one { grid-template-columns: 1fr; }
.pictures.many { grid-template-columns: repeat(3, 1fr); }
figure { margin: 0; min-width: 0; }
figure img { display: block; width: 100%; height: auto; object-fit: cover; aspect-ratio: 1; border-radius: 12px;
  background: var(--sunken); }
.one figure img { height: auto; aspect-ratio: auto; max-height: 80vh; object-fit: contain; }
figcaption { color: var(--muted); font-size: 14px; padding: 6px 4px 0; overflow-wrap: anywhere; }
.file { display: block; background: var(--sunken); border-radius: 12px; padding: 12px 16px; margin-top: 12px;
  overflow-wrap: anywhere; }
.file img { display: block; max-width: 100%; max-height: 60vh; border-radius: 8px; margin: 2px 0 10px; }
.reactions { color: var(--muted); font-size: 15px; margin-top: 12px; overflow-wrap: anywhere; }
.comments { margin-top: 16px; display: grid; gap: 10px; }
.comment { background: var(--sunken); border-radius: 14px; padding: 12px 16px; min-width: 0; }
.comment .who { margin-bottom: 4px; }
ul { margin: 0; padding: 0; list-style: none; }
.tree ul ul { margin-inline-start: 22px; padding-inline-start: 18px; border-inline-start: 2px solid var(--border); }
.tree .who { margin: 10px 0; }
footer { color: var(--muted); font-size: 14px; padding-top: 48px; }
.c0 { background: #2d6a4f; } .c1 { background: #7a4b1f; } .c2 { background: #3d5a80; } .c3 { background: #8d3b4a; }
.c4 { background: #5b4a8a; } .c5 { background: #46632a; } .c6 { background: #7b3f73; } .c7 { background: #2f6672; }
.c8 { background: #8a4a2b; } .c9 { background: #4a5568; }
@media (max-width: 560px) { body { padding-inline: 12px; } h1 { font-size: 28px; }
  .card, article { padding: 16px; border-radius: 16px; } .pictures.many { grid-template-columns: repeat(2, 1fr); } }
@media print { :root { --ground: #ffffff; --card: #ffffff; --sunken: #f4f4f2; --text: #000000; --muted: #444444;
  --border: #cccccc; } html { font-size: 11pt; } body { padding: 0; } nav { display: none; }
  article { break-inside: avoid-page; } h2 { break-after: avoid; } figure { break-inside: avoid; }
  header { padding-top: 0; } .face { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""

POLICY: Final = (
    "default-src 'none'; img-src 'self' file:; base-uri 'none'; form-action 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'"
)
"""Nothing runs, nothing is fetched, and pictures come from this folder only: also if something slipped into a page."""
