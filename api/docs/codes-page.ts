import { FAILURES, type Failure } from '../../domain/failures';
import { FINDING_CODES, type FindingCode } from '../../domain/qc/codes';
import { type Html, html, page } from './html';

const FAILURE_CODES: Readonly<Record<string, Failure>> = FAILURES;
const FINDINGS: Readonly<Record<string, FindingCode>> = FINDING_CODES;

const WHO: Record<Failure['who'], string> = {
  partner: 'the content partner',
  operator: 'the operator',
  viewer: 'the viewer',
  developer: 'the developer of the client',
};

/** Every code on one page. */
export function codesPage(): string {
  const list = (codes: Readonly<Record<string, { title: string; fix: string }>>): Html =>
    html`<table><thead><tr><th>Code</th><th>What it says</th><th>What to do</th></tr></thead><tbody>${Object.entries(
      codes,
    ).map(
      ([code, { title, fix }]) =>
        html`<tr data-find="${`${code} ${title} ${fix}`.toLowerCase()}"><td><a href="/docs/codes/${code}"><code>${code}</code></a></td><td>${title}</td><td>${fix}</td></tr>`,
    )}</tbody></table>`;
  return page(
    'Codes',
    html`<main class="wide"><p><a href="/docs">API reference</a></p><h1>Codes</h1>
<input type="search" placeholder="Search  /" aria-label="Search the codes">
<section data-group><h2>Failures</h2><p>A failure code is the <code>code</code> of a problem, the type of a workflow failure, and a metric label.</p>${list(FAILURE_CODES)}</section>
<section data-group><h2>Findings</h2><p>What inspection and quality check say about a master.</p>${list(FINDINGS)}</section></main>`,
  );
}

/** One code, failure or finding; undefined when there is no such code. */
export function codePage(code: string): string | undefined {
  const failure = Object.hasOwn(FAILURE_CODES, code) ? FAILURE_CODES[code] : undefined;
  const finding = Object.hasOwn(FINDINGS, code) ? FINDINGS[code] : undefined;
  if (!failure && !finding) return undefined;
  const title = finding?.title ?? failure?.title ?? code;
  return page(
    `${code}: ${title}`,
    html`<main class="wide"><p><a href="/docs/codes">All codes</a></p><h1>${title}</h1><p><code>${code}</code></p>
${finding && html`<p><span class="tag">finding</span></p><p>${finding.cause}</p><div class="fix"><strong>What to do</strong><br>${finding.fix}</div>`}
${failure && failureParts(failure)}</main>`,
  );
}

const failureParts = ({ who, status, retry, fix }: Failure): Html =>
  html`<p><span class="tag">failure</span><span class="tag">HTTP ${status}</span><span class="tag">${
    retry ? 'may be tried again as it is' : 'will not succeed unchanged'
  }</span></p><p>It is up to ${WHO[who]}.</p><div class="fix"><strong>What to do</strong><br>${fix}</div>`;
