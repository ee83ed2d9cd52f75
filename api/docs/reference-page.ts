import type { OpenApiDocument } from '../openapi';
import { type Html, html, prose } from './html';
import { docsPage } from './page';
import { fieldTable, type Schema, type Schemas, typeOf } from './schema-table';

interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  security?: object[];
  parameters?: { name: string; in: string; required?: boolean; schema: Schema; description?: string }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { description: string; content?: Record<string, Media> }>;
}
interface Media {
  schema: Schema;
  example?: unknown;
}
interface Entry extends Operation {
  verb: string;
  path: string;
}

/** The whole reference on one page, made from the OpenAPI document. */
export function referencePage(document: OpenApiDocument, publicUrl: string): string {
  const schemas = (document.components?.schemas ?? {}) as Schemas;
  const entries = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>).map(([verb, operation]) => ({ ...operation, verb, path })),
  );
  const tags = [...new Set(entries.flatMap((entry) => entry.tags))];
  const names = Object.keys(schemas).sort();
  return docsPage({
    title: document.info.title,
    place: 'Reference',
    body: html`<div class="layout"><nav class="index" aria-label="Reference"><input type="search" placeholder="Search  /" aria-label="Search the reference">
${tags.map((tag) => html`<div data-group><h2>${tag}</h2><ul>${entries.filter(has(tag)).map(link)}</ul></div>`)}
<div data-group><h2>Objects</h2><ul>${names.map((name) => html`<li data-find="${name.toLowerCase()}"><a href="#schema-${name}">${name}</a></li>`)}</ul></div></nav>
<main><h1>${document.info.title}</h1>${prose(document.info.description)}
<p><a href="/docs/guides">Guides, step by step</a> · <a href="/v1/openapi.json">OpenAPI 3.1 document</a></p>
${tags.map((tag) => html`<section data-group><h2 id="${tag}">${tag}</h2>${entries.filter(has(tag)).map((entry) => card(entry, schemas, publicUrl))}</section>`)}
<section data-group><h2>Objects</h2>${names.map((name) => schemaCard(name, schemas))}</section></main></div>`,
  });
}

const has = (tag: string) => (entry: Entry) => entry.tags.includes(tag);
const words = (entry: Entry): string =>
  `${entry.verb} ${entry.path} ${entry.summary} ${entry.operationId}`.toLowerCase();
const verb = ({ verb: name }: Entry): Html => html`<span class="verb ${name}">${name.toUpperCase()}</span>`;
const link = (entry: Entry): Html =>
  html`<li data-find="${words(entry)}"><a href="#${entry.operationId}">${verb(entry)} <span>${entry.summary}</span></a></li>`;

function card(entry: Entry, schemas: Schemas, publicUrl: string): Html {
  const request = entry.requestBody?.content['application/json'];
  const body = request?.schema;
  return html`<article id="${entry.operationId}" data-find="${words(entry)}"><h3>${entry.summary}</h3>
<div class="path">${verb(entry)}<code>${entry.path}</code></div>${prose(entry.description)}
${entry.parameters && html`<h4>Parameters</h4>${parameters(entry)}`}
${body && html`<h4>Body: ${typeOf(body)}</h4>${fieldTable(body, schemas)}`}
<h4>Example</h4><pre tabindex="0"><code>${curl(entry, request, publicUrl)}</code></pre>${goodAnswer(entry)}
<h4>Answers</h4><table><tbody>${Object.entries(entry.responses).map(answer)}</tbody></table></article>`;
}

const parameters = ({ parameters: given = [] }: Entry): Html =>
  html`<table><tbody>${given.map(
    (each) => html`<tr><td><code>${each.name}</code> ${each.required && html`<span class="req">required</span>`}</td>
<td>${each.in}</td><td>${typeOf(each.schema)}</td><td>${each.description ?? each.schema.description}</td></tr>`,
  )}</tbody></table>`;

function answer([status, { description, content }]: [string, Entry['responses'][string]]): Html {
  const schema = Object.values(content ?? {})[0]?.schema;
  return html`<tr><td><code>${status}</code></td><td>${schema && typeOf(schema)}</td><td>${prose(description)}</td></tr>`;
}

const schemaCard = (name: string, schemas: Schemas): Html =>
  html`<article id="schema-${name}" data-find="${name.toLowerCase()}"><h3>${name}</h3>${prose(schemas[name]?.description)}${fieldTable(
    schemas[name] ?? {},
    schemas,
  )}</article>`;

function goodAnswer({ responses }: Entry): Html {
  const [status, { content } = {}] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? [];
  const example = content?.['application/json']?.example;
  return html`<details><summary>${status} with</summary><pre tabindex="0"><code>${JSON.stringify(example, null, 2)}</code></pre></details>`;
}

const VERBS: Record<string, string> = {
  head: '-I ',
  patch: '-X PATCH ',
  delete: '-X DELETE ',
  options: '-i -X OPTIONS ',
};

function curl(entry: Entry, body: Media | undefined, publicUrl: string): string {
  const lines = [`curl ${VERBS[entry.verb] ?? ''}${publicUrl}${entry.path}`];
  const licence = JSON.stringify(entry.security ?? []).includes('licenceToken');
  if (entry.security?.length !== 0) lines.push(`-H 'Authorization: Bearer ${licence ? 'eyJ…' : 'hk_…'}'`);
  for (const { name, required, schema } of entry.parameters?.filter((each) => each.in === 'header') ?? [])
    if (required) lines.push(`-H '${name}: ${schema.const ?? schema.enum?.[0] ?? schema.example ?? '…'}'`);
  if (entry.requestBody?.content['application/offset+octet-stream'])
    lines.push(`-H 'Content-Type: application/offset+octet-stream'`, '--data-binary @master.mov');
  if (body) lines.push(`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(body.example ?? {})}'`);
  return lines.join(' \\\n  ');
}
