/** Style of the documentation pages: dark, or light where the reader asks for it. */
export const DOCS_CSS = `
:root{color-scheme:dark light;--bg:#0e1116;--panel:#161b22;--line:#2a313c;--text:#e6e9ee;--dim:#9aa4b2;--accent:#5eb1ff;--get:#3fb68b;--post:#d29922;--code:#1c222b;--bad:#f0716b}
@media (prefers-color-scheme:light){:root{--bg:#fff;--panel:#f6f8fa;--line:#d5dae1;--text:#1b2027;--dim:#57606a;--accent:#0a66c2;--get:#1a7f5a;--post:#8a5d00;--code:#eef1f4;--bad:#b3261e}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--bg);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
code,pre{font:13.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
code{background:var(--code);border-radius:4px;padding:.1em .35em;overflow-wrap:anywhere}
pre{background:var(--code);border:1px solid var(--line);border-radius:8px;padding:.8rem 1rem;overflow:auto;margin:.5rem 0}
pre code{background:none;padding:0;overflow-wrap:normal}
.layout{display:grid;grid-template-columns:280px minmax(0,1fr);max-width:1240px;margin:0 auto}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1.25rem 1rem;border-right:1px solid var(--line)}
nav h2{font-size:.75rem;letter-spacing:.06em;text-transform:uppercase;color:var(--dim);margin:1.1rem 0 .3rem}
nav ul{list-style:none;margin:0;padding:0}nav li a{display:flex;gap:.5rem;padding:.2rem .4rem;border-radius:6px;color:var(--text);font-size:.9rem;align-items:baseline}
nav li a:hover{background:var(--panel);text-decoration:none}
input[type=search]{width:100%;padding:.5rem .7rem;border-radius:8px;border:1px solid var(--line);background:var(--panel);color:var(--text);font:inherit}
main{padding:1.5rem 2rem 6rem;min-width:0}
h1{font-size:1.7rem;margin:.2rem 0 .6rem}main h2{margin:2.6rem 0 .6rem;font-size:1.25rem}
article{border:1px solid var(--line);border-radius:12px;background:var(--panel);padding:1.1rem 1.3rem;margin:1rem 0}
article h3{margin:0 0 .3rem;font-size:1.05rem}article h4{margin:1.1rem 0 .3rem;font-size:.8rem;letter-spacing:.05em;text-transform:uppercase;color:var(--dim)}
.path{display:flex;gap:.6rem;align-items:center;flex-wrap:wrap;margin:.2rem 0 .5rem}
.verb{font:600 .72rem/1 ui-monospace,monospace;letter-spacing:.04em;border-radius:5px;padding:.28rem .42rem;color:#0e1116;background:var(--get)}.verb.post{background:var(--post)}
table{border-collapse:collapse;width:100%;font-size:.92rem}th{text-align:left;color:var(--dim);font-weight:500}th,td{border-bottom:1px solid var(--line);padding:.4rem .6rem .4rem 0;vertical-align:top}
.req{color:var(--bad);font-size:.78rem}.dim{color:var(--dim)}.wide{max-width:900px;margin:0 auto;padding:2rem 1.25rem 6rem}
.fix{border-left:3px solid var(--accent);padding:.3rem 0 .3rem 1rem;margin:1rem 0}
.tag{display:inline-block;border:1px solid var(--line);border-radius:99px;padding:.05rem .6rem;font-size:.8rem;color:var(--dim);margin-right:.3rem}
details summary{cursor:pointer;color:var(--accent);margin:.5rem 0}
[hidden]{display:none!important}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media (max-width:800px){.layout{display:block}nav{position:static;height:auto;border-right:0;border-bottom:1px solid var(--line)}nav ul,nav h2{display:none}nav.open ul,nav.open h2{display:block}main{padding:1rem}}
`;

/** Search as you type over everything that carries `data-find`; `/` puts the cursor into the field. */
export const DOCS_JS = `
const field = document.querySelector('input[type=search]');
const nav = document.querySelector('nav');
if (field) {
  const items = [...document.querySelectorAll('[data-find]')];
  const groups = [...document.querySelectorAll('[data-group]')];
  field.addEventListener('input', () => {
    const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
    nav?.classList.toggle('open', words.length > 0);
    for (const item of items) item.hidden = !words.every((word) => item.dataset.find.includes(word));
    for (const group of groups) group.hidden = ![...group.querySelectorAll('[data-find]')].some((item) => !item.hidden);
  });
  addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    field.focus();
  });
}
`;
