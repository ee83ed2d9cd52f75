import { createHash } from 'node:crypto';

/** Style of the report: light or dark as the reader's screen is, plain and without surfaces of ink on paper. */
export const REPORT_CSS = `
:root{color-scheme:light dark;--ground:#fbfbfa;--panel:#fff;--line:#e3e4e6;--text:#1a1d21;--dim:#5d646e;--accent:#1f5fbf;--good:#1c7a4d;--info:#5d646e;--warning:#8a5a00;--hold:#b04a00;--reject:#b3261e;--wash:#f3f4f5;--curve:#1f5fbf;--sound:#6d4bb8;--rate:#0f7c7c}
@media (prefers-color-scheme:dark){:root{--ground:#0e0f12;--panel:#15171c;--line:#2a2e37;--text:#eef0f3;--dim:#a1a8b5;--accent:#7fb1ff;--good:#5ccb97;--info:#a1a8b5;--warning:#f1b33c;--hold:#ff9d5c;--reject:#ff7b72;--wash:#1b1e25;--curve:#6ea8fe;--sound:#c3a6ff;--rate:#4fc8c8}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:15px/1.55 "Inter",-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
main{max-width:960px;margin:0 auto;padding:2.5rem 1.5rem 4rem}
a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
h1{font-size:28px;line-height:1.25;margin:.25rem 0 .35rem;letter-spacing:-.01em}
h2{font-size:20px;margin:2.75rem 0 .9rem;letter-spacing:-.01em}h3{font-size:16px;margin:0}
p{margin:.35rem 0}.dim,figcaption span,dt,.axis,.times,.key{color:var(--dim)}
code{font:13px ui-monospace,"SF Mono",Menlo,Consolas,monospace}
.top{display:flex;justify-content:space-between;gap:1rem;align-items:baseline;color:var(--dim);font-size:13px}
.brand{display:inline-flex;gap:.5rem;align-items:center;font-weight:600;color:var(--text)}
.brand svg{width:18px;height:18px}
button{font:inherit;font-size:13px;color:var(--accent);background:none;border:1px solid var(--line);border-radius:8px;padding:.3rem .75rem;cursor:pointer}
button:hover{border-color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.verdict{display:flex;gap:1.1rem;align-items:flex-start;border:1px solid var(--line);border-left:5px solid var(--tone);border-radius:10px;background:var(--panel);padding:1.2rem 1.4rem;margin:1.6rem 0}
.verdict svg{flex:none;width:34px;height:34px;color:var(--tone);margin-top:.1rem}
.verdict strong{font-size:20px;line-height:1.3;display:block}
.passed{--tone:var(--good)}.warned{--tone:var(--warning)}.held{--tone:var(--hold)}.rejected{--tone:var(--reject)}.open{--tone:var(--info)}
.decisions{list-style:none;margin:0;padding:0;border:1px solid var(--line);border-radius:10px;background:var(--panel)}.decisions li{padding:.8rem 1.2rem;break-inside:avoid}.decisions li+li{border-top:1px solid var(--line)}.decisions p{white-space:pre-line}
.counts{display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;margin-top:.5rem;font-size:14px}
.first{counter-reset:step;list-style:none;margin:0;padding:0;border:1px solid var(--line);border-radius:10px;background:var(--panel)}
.first li{counter-increment:step;padding:.8rem 1.2rem .8rem 3.2rem;position:relative;break-inside:avoid}
.first li+li{border-top:1px solid var(--line)}
.first li::before{content:counter(step);position:absolute;left:1.2rem;top:.8rem;width:1.5rem;height:1.5rem;line-height:1.5rem;text-align:center;border-radius:50%;background:var(--wash);font-size:13px;font-weight:600}
.badge{display:inline-flex;gap:.4rem;align-items:center;font-size:13px;font-weight:600;color:var(--tone);white-space:nowrap;vertical-align:text-bottom;margin-right:.35rem}
.badge svg{width:14px;height:14px}
.info{--tone:var(--info)}.warning{--tone:var(--warning)}.hold{--tone:var(--hold)}.reject{--tone:var(--reject)}
table{width:100%;border-collapse:collapse;font-size:14px}
th{text-align:left;color:var(--dim);font-weight:500;font-size:13px;padding:0 .75rem .5rem 0;border-bottom:1px solid var(--line)}
td{vertical-align:top;padding:.85rem .75rem .85rem 0;border-bottom:1px solid var(--line)}
tr{break-inside:avoid}thead{display:table-header-group}
td:last-child,th:last-child{padding-right:0}
.what{width:40%}.where{width:18%;white-space:nowrap}.value{width:17%}.shot{width:148px}
.shots{display:flex;flex-direction:column;gap:.35rem}
.shots img{display:block;width:148px;max-height:112px;object-fit:contain;background:#000;border-radius:5px;border:1px solid var(--line)}
.shots figure{margin:0}.shots figcaption{font-size:12px;color:var(--dim)}
.fix{margin-top:.45rem;padding-left:.75rem;border-left:2px solid var(--line)}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:.9rem 1.5rem;margin:0}dt{font-size:13px}dd{margin:0}
.curve{margin:0 0 1.6rem;break-inside:avoid}.curve figcaption{margin-bottom:.4rem;font-size:14px}
.plot{position:relative;border:1px solid var(--line);border-radius:6px;background:var(--panel);padding-left:3rem;overflow:hidden}
.plot svg{display:block;width:100%;height:110px;border-left:1px solid var(--line)}
.axis{position:absolute;left:.6rem;top:.15rem;bottom:.15rem;display:flex;flex-direction:column;justify-content:space-between;font-size:12px}
.times{display:flex;justify-content:space-between;font-size:12px;padding:.2rem 0 0 3rem}
.key{font-size:12px;padding-left:3rem}.dash{display:inline-block;width:22px;border-top:2px dashed var(--good);vertical-align:middle;margin-right:.3rem}
.line{fill:none;stroke:var(--curve);stroke-width:1.4;vector-effect:non-scaling-stroke;stroke-linejoin:round}
.loudness .line{stroke:var(--sound)}.bitrate .line{stroke:var(--rate)}
.target{fill:none;stroke:var(--good);stroke-width:1.4;stroke-dasharray:5 4;vector-effect:non-scaling-stroke}
.mark{fill:var(--tone);opacity:.16}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--dim);font-size:13px}
@media (max-width:640px){main{padding:1.25rem 1rem 3rem}table,tbody,tr,td{display:block;width:auto}thead{display:none}td{border:0;padding:.2rem 0}tr{border-bottom:1px solid var(--line);padding:.8rem 0;display:block}.what,.where,.value,.shot{width:auto}.where{white-space:normal}.where br{display:none}.where span{margin:0 .35rem}.shots{flex-direction:row;margin:.4rem 0}.times span:nth-child(even){display:none}td.value:not(:empty)::before{content:attr(data-name) ": ";color:var(--dim)}}
@page{size:auto;margin:18mm 15mm 18mm;@top-left{content:"Headend quality report";font:9pt sans-serif;color:#555}@bottom-right{content:counter(page) " / " counter(pages);font:9pt sans-serif;color:#555}}
@media print{
:root{color-scheme:light;--ground:#fff;--panel:#fff;--line:#bbb;--text:#000;--dim:#444;--accent:#000;--good:#14532d;--info:#444;--warning:#6b4500;--hold:#8a3800;--reject:#8f1d17;--wash:#fff;--curve:#123f86;--sound:#4b2f86;--rate:#0a5656}
body{font-size:10pt;line-height:1.4}main{max-width:none;padding:0}button,.screen{display:none}
h1{font-size:18pt}h2{font-size:13pt;margin:7mm 0 3mm;break-after:avoid}table{font-size:9pt}td{padding:2.2mm 3mm 2.2mm 0}
.verdict{margin:5mm 0;border-radius:0;break-inside:avoid}.first,.decisions,.plot{border-radius:0}.first li::before{border:1px solid var(--line)}
.shots img{width:38mm;max-height:30mm;border-radius:0;background:none}.shot{width:40mm}
.mark{opacity:.12}a{text-decoration:none}footer{margin-top:8mm}}
`;

/** The one thing that the page does. */
export const REPORT_JS = `document.querySelector('button')?.addEventListener('click',()=>print());`;

const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What the page may load: pictures from here, and its own style and script, word for word. */
export const REPORT_POLICY = [
  "default-src 'none'",
  "img-src 'self'",
  `style-src ${digest(REPORT_CSS)}`,
  `script-src ${digest(REPORT_JS)}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
