"""Values that spreadsheets have been known to compute, call out with, or mangle."""

HOSTILE = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1:A9)", "|calc", "%0A=1+1",
    '=HYPERLINK("http://127.0.0.1/","klik")', '=WEBSERVICE("http://127.0.0.1/")',
    "=cmd|' /C calc'!A0", '=DDE("cmd";"/C calc";"x")', "@=1+1", "=IMPORTXML(A1)", " =1+1",
    "\t=1+1", "\r=1+1", "\n=1+1", "  +1", "＝1+1", "＋1+1", "－1+1", "＠SUM(A1)",
    '";=1+1;"', '","=1+1', "{=1+1}", "=1+1\n=2+2", "'=1+1", "=A1&CHAR(9)",
)  # fmt: skip

MANGLED = (
    "007", "3507212012000123", "081234567890", "1E5", "1-2", "2011-06-01", "1/2", "TRUE",
    "_x0041_", "  spasi  ", "<b>&amp;</b>", "{{7*7}}", "é ñ 中 😀",
)  # fmt: skip
