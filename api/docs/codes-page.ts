import { FAILURES, type Failure, type FailureCode, HeadendError } from '../../domain/failures';
import { FINDING_CODES, type FindingCode } from '../../domain/qc/codes';
import type { QcPolicy } from '../../domain/qc/policy';
import { limitsOf } from '../../domain/qc/policy-limits';
import { EXAMPLE_REQUEST_ID, PROBLEM_EXAMPLES } from '../examples';
import { failuresOf } from '../http/failures';
import { problemOf } from '../http/problems';
import { TUS_OPERATIONS } from '../openapi-tus';
import { LICENCE_OPERATION } from '../playback/licence-operation';
import { OPERATIONS } from '../specs';
import { type Html, html, linked } from './html';
import { docsPage } from './page';

const FAILURE_CODES: Readonly<Record<string, Failure>> = FAILURES;
const FINDINGS: Readonly<Record<string, FindingCode>> = FINDING_CODES;

type Policies = ReadonlyMap<string, QcPolicy>;

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
        html`<tr data-find="${`${code} ${title} ${fix}`.toLowerCase()}"><td><a href="/docs/codes/${code}"><code>${code}</code></a></td><td>${title}</td><td>${linked(fix)}</td></tr>`,
    )}</tbody></table>`;
  return docsPage({
    title: 'Codes',
    place: 'Codes',
    body: html`<main class="wide"><h1>Codes</h1>
<input type="search" placeholder="Search  /" aria-label="Search the codes">
<section data-group><h2>Failures</h2><p>A failure code is the <code>code</code> of a problem, the type of a workflow failure, and a metric label.</p>${list(FAILURE_CODES)}</section>
<section data-group><h2>Findings</h2><p>What inspection and quality check say about a master.</p>${list(FINDINGS)}</section></main>`,
  });
}

/**
 * One code, failure or finding; undefined when there is no such code.
 *
 * @param policies whose limits are told
 */
export function codePage(code: string, policies: Policies): string | undefined {
  const failure = Object.hasOwn(FAILURE_CODES, code) ? FAILURE_CODES[code] : undefined;
  const finding = Object.hasOwn(FINDINGS, code) ? FINDINGS[code] : undefined;
  if (!failure && !finding) return undefined;
  const title = finding?.title ?? failure?.title ?? code;
  return docsPage({
    title: `${code}: ${title}`,
    place: 'Codes',
    body: html`<main class="wide"><p class="crumb"><a href="/docs/codes">Codes</a><span aria-hidden="true">/</span></p><h1>${title}</h1><p><code>${code}</code></p>
${finding && findingParts(code, finding, policies)}
${failure && failureParts(code as FailureCode, failure)}</main>`,
  });
}

const findingParts = (code: string, { cause, fix, title }: FindingCode, policies: Policies): Html =>
  html`<p><span class="tag">finding</span></p><h2>Cause, and how it is measured</h2><p>${cause}</p>${todo(fix)}
<h2>Limits</h2>${limitTable(code, policies)}
<h2>Example</h2>${json({ code, severity: exampleSeverity(code, policies), message: `${title}.`, fix, docs: `/docs/codes/${code}` })}`;

/** What the default policy makes of it where it first matters. */
function exampleSeverity(code: string, policies: Policies): string {
  const policy = policies.get('default') ?? [...policies.values()][0];
  return (policy && limitsOf(code, policy)?.[0]?.severity) ?? 'info';
}

function limitTable(code: string, policies: Policies): Html {
  const rows = [...policies.values()].flatMap((policy) =>
    (limitsOf(code, policy) ?? []).map(
      ({ severity, limit }) =>
        html`<tr><td>${policy.name} <span class="dim">version ${policy.version}</span></td><td>${limit}</td><td>${severity}</td></tr>`,
    ),
  );
  if (rows.length === 0)
    return html`<p>It is told as it is seen; no policy sets a limit. A policy may weigh it by its code under <code>inspect</code>.</p>`;
  return html`<table><thead><tr><th>Policy</th><th>Limit</th><th>Severity</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function failureParts(code: FailureCode, { who, status, retry, fix }: Failure): Html {
  const everywhere = OPERATIONS.every((spec) => failuresOf(spec).includes(code));
  const from = [
    ...OPERATIONS.filter((spec) => failuresOf(spec).includes(code)),
    ...[...TUS_OPERATIONS, LICENCE_OPERATION].filter(({ failures }) =>
      (failures as readonly FailureCode[]).includes(code),
    ),
  ];
  const error = new HeadendError(code, ...(PROBLEM_EXAMPLES[code] ?? ([`${FAILURES[code].title}.`] as const)));
  return html`<p><span class="tag">failure</span><span class="tag">HTTP ${status}</span><span class="tag">${
    retry ? 'may be tried again as it is' : 'will not succeed unchanged'
  }</span></p><p>It is up to ${WHO[who]}.</p>${todo(fix)}<h2>Where it is met</h2>${
    from.length === 0
      ? html`<p>In a run or a player: as <code>failure.code</code> of an ingest, the type of a failed step, or on the screen.</p>`
      : everywhere
        ? html`<p>Any operation may answer with it.</p>`
        : html`<ul>${from.map(
            (spec) =>
              html`<li><a href="/docs#${spec.id}"><code>${spec.method.toUpperCase()} ${spec.path}</code></a></li>`,
          )}</ul>`
  }<h2>Example</h2>${json(problemOf(error, EXAMPLE_REQUEST_ID))}`;
}

const todo = (fix: string): Html => html`<div class="fix"><strong>What to do</strong><br>${linked(fix)}</div>`;
const json = (value: unknown): Html => html`<pre tabindex="0"><code>${JSON.stringify(value, null, 2)}</code></pre>`;
