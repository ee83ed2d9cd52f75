/** Style of the documentation pages: the colours and steps of web/shared/tokens.css, light where the reader asks for it. */
export const DOCS_CSS = `
:root{color-scheme:dark;--ground:#0a0b0e;--panel:#12141a;--raised:#1a1d25;--hover:#22262f;--line:#262a34;--line-strong:#6b7385;--text:#f3f4f6;--text-2:#b4bac6;--text-3:#8d95a5;--accent:#6ea8fe;--accent-strong:#8dbbff;--accent-wash:rgb(110 168 254 / 14%);--good:#4cc38a;--good-wash:rgb(76 195 138 / 14%);--warn:#f1b33c;--warn-wash:rgb(241 179 60 / 14%);--bad:#ff7b72;--bad-wash:rgb(255 123 114 / 14%);--font:"Inter", "SF Pro Text", -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;--mono:ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace}
@media (prefers-color-scheme:light){:root{color-scheme:light;--ground:#f6f7f9;--panel:#ffffff;--raised:#ffffff;--hover:#eef0f4;--line:#e1e4ea;--line-strong:#7c8597;--text:#14171f;--text-2:#434a59;--text-3:#5d6575;--accent:#1f62d0;--accent-strong:#174fae;--accent-wash:rgb(31 98 208 / 9%);--good:#0d7645;--good-wash:rgb(13 118 69 / 9%);--warn:#8a5700;--warn-wash:rgb(178 116 0 / 12%);--bad:#bf2f27;--bad-wash:rgb(191 47 39 / 8%)}}
*{box-sizing:border-box}
html{scroll-padding-top:4.5rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--text);font:400 1rem/1.5 var(--font);-webkit-font-smoothing:antialiased}
a{color:var(--accent);text-decoration:none}a:hover,main :is(p,td,dd,li) a{text-decoration:underline;text-underline-offset:2px}main .crumb a{text-decoration:none}
code,pre{font:.8125rem/1.5 var(--mono)}
code{background:var(--hover);border-radius:4px;padding:.1em .35em;overflow-wrap:anywhere}
pre{background:var(--ground);border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem;overflow:auto;margin:.5rem 0}
pre code{background:none;padding:0;overflow-wrap:normal}
.site{position:sticky;top:0;z-index:1;display:flex;align-items:center;gap:.25rem 1.25rem;min-height:56px;padding:0 1rem;border-bottom:1px solid var(--line);background:var(--panel)}
.site nav{display:flex;gap:.25rem}.site nav a{padding:.25rem .75rem;border:1px solid transparent;border-radius:8px;color:var(--text-2);font-size:.875rem}
.site nav a:hover{background:var(--hover);text-decoration:none}.site nav a[aria-current]{border-color:var(--line);background:var(--raised);color:var(--text);font-weight:600}
.brand{display:flex;align-items:center;gap:.5rem;color:var(--text);font-weight:600}.brand:hover{text-decoration:none}
.brand small{color:var(--text-3);font-size:.875rem;font-weight:400}.sign{width:22px;height:22px;flex:none}
.site .elsewhere{margin-left:auto}
.layout{display:grid;grid-template-columns:280px minmax(0,1fr);max-width:1280px;margin:0 auto}
.index{position:sticky;top:57px;height:calc(100vh - 57px);overflow:auto;padding:1.25rem 1rem;border-right:1px solid var(--line)}
.index h2{font-size:.75rem;font-weight:600;color:var(--text-3);margin:1.25rem .5rem .25rem}
.index ul{list-style:none;margin:0;padding:0}.index li a{display:flex;gap:.5rem;padding:.25rem .5rem;border-radius:8px;color:var(--text-2);font-size:.875rem;align-items:baseline}
.index li a:hover{background:var(--hover);color:var(--text);text-decoration:none}
input[type=search]{width:100%;max-width:32rem;padding:.5rem .75rem;border-radius:8px;border:1px solid var(--line-strong);background:var(--ground);color:var(--text);font:inherit;font-size:.875rem}
main{padding:1.5rem 2rem 6rem;min-width:0}
h1,h2,h3{line-height:1.2;font-weight:600;overflow-wrap:anywhere;text-wrap:balance}
h1{font-size:1.75rem;margin:.25rem 0 .75rem}main h2{margin:2.5rem 0 .75rem;font-size:1.25rem}
article{border:1px solid var(--line);border-radius:12px;background:var(--panel);padding:1.25rem;margin:1rem 0}
article h3{margin:0 0 .25rem;font-size:1rem}article h4{margin:1.25rem 0 .25rem;font-size:.75rem;font-weight:600;color:var(--text-3)}
.path{display:flex;gap:.5rem;align-items:center;flex-wrap:wrap;margin:.25rem 0 .5rem}
.verb{font:600 .75rem/1 var(--mono);border-radius:4px;padding:.25rem .5rem;color:var(--good);background:var(--good-wash)}.verb.post,.verb.put,.verb.patch{color:var(--warn);background:var(--warn-wash)}.verb.delete{color:var(--bad);background:var(--bad-wash)}
table{border-collapse:collapse;width:100%;font-size:.875rem}th{text-align:left;color:var(--text-3);font-weight:400;font-size:.75rem}th,td{border-bottom:1px solid var(--line);padding:.5rem .75rem .5rem 0;vertical-align:top}
td{color:var(--text-2)}td:first-child{color:var(--text)}td p{margin:0}td p+p{margin-top:.5rem}
.req{color:var(--bad);font-size:.75rem}.dim{color:var(--text-3);overflow-wrap:anywhere}td:first-child code{overflow-wrap:break-word}.wide{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 6rem}
.guide{max-width:56rem}main.wide.guide{max-width:60rem}.guide :is(p,li){line-height:1.6}.guide li{margin:.25rem 0}.guide h3{margin:1.75rem 0 .5rem;font-size:1rem}.guide article h2{margin:0 0 .25rem;font-size:1rem}.guide article p{margin:0;color:var(--text-2)}.guide table{margin:1rem 0}.index li a[aria-current]{background:var(--accent-wash);color:var(--text)}
.crumb{display:flex;gap:.5rem;margin:0;font-size:.875rem;color:var(--text-3)}.crumb a{color:var(--text-2)}
.fix{border:1px solid var(--line);border-left:3px solid var(--accent);border-radius:8px;background:var(--panel);padding:.75rem 1rem;margin:1rem 0}
.tag{display:inline-block;border-radius:4px;background:var(--hover);padding:.125rem .5rem;font-size:.75rem;font-weight:600;line-height:1.25rem;color:var(--text-2);margin:0 .25rem .25rem 0}
details summary{cursor:pointer;color:var(--accent);margin:.5rem 0}
[hidden]{display:none!important}
:focus-visible{outline:2px solid var(--accent-strong);outline-offset:2px}
@media (max-width:800px){.site{position:static;flex-wrap:wrap;padding:.5rem 1rem}.site .places{order:1;flex-basis:100%;margin-left:-.75rem}.layout{display:block}.index{position:static;height:auto;border-right:0;border-bottom:1px solid var(--line)}.index ul,.index h2{display:none}.index.open ul,.index.open h2{display:block}.index.aside{display:none}main,.wide{padding:1rem 1rem 4rem}html{scroll-padding-top:1rem}}
@media (max-width:640px){table,tbody,tr,td{display:block}thead{display:none}tr{padding:.75rem 0;border-bottom:1px solid var(--line)}td{border:0;padding:.125rem 0}}
`;

/** Search as you type over everything that carries `data-find`; `/` puts the cursor into the field. */
export const DOCS_JS = `
const field = document.querySelector('input[type=search]');
const nav = document.querySelector('.index');
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
