import type { OpenApiDocument } from '../openapi';
import { type Html, html, prose } from './html';
import { docsPage } from './page';
import { fieldTable, type Schema, type Schemas, typeOf } from './schema-table';

interface Webhook {
  post: {
    description: string;
    requestBody: { content: { 'application/json': { schema: Schema; example: unknown } } };
  };
}

interface Event {
  type: string;
  description: string;
  schema: Schema;
  example: unknown;
}

/** Every event on one page, made from the `webhooks` of the OpenAPI document: when it comes, what it holds, an example. */
export function eventsPage(document: OpenApiDocument): string {
  const schemas = (document.components?.schemas ?? {}) as Schemas;
  const events = Object.entries((document.webhooks ?? {}) as unknown as Record<string, Webhook>).map(
    ([type, { post }]): Event => ({
      type,
      description: post.description,
      ...post.requestBody.content['application/json'],
    }),
  );
  const families = [...new Set(events.map(familyOf))];
  return docsPage({
    title: 'Events',
    place: 'Events',
    body: html`<div class="layout"><nav class="index" aria-label="Events"><input type="search" placeholder="Search  /" aria-label="Search the events">
${families.map((family) => html`<div data-group><h2>${family}.*</h2><ul>${events.filter(of(family)).map(link)}</ul></div>`)}</nav>
<main><h1>Events</h1>${INTRODUCTION.map((text) => prose(text))}
<h2>Around every event</h2>${envelope(events[0]?.schema, schemas)}
${families.map((family) => html`<section data-group><h2 id="${family}">${family}.*</h2>${events.filter(of(family)).map((event) => card(event, schemas))}</section>`)}</main></div>`,
  });
}

const INTRODUCTION = [
  'What happens to uploads, ingests and titles is POSTed to your webhook endpoints, signed by Standard Webhooks. An endpoint hears of the types and families (`ingest.*`) that its `events` name; of all when they name none.',
  'A delivery can come twice, with the same `webhook-id`. A type is never renamed and `data` only grows: take no offence at members you do not know.',
];

const familyOf = ({ type }: Event): string => type.slice(0, type.indexOf('.'));
const of = (family: string) => (event: Event) => familyOf(event) === family;
const words = ({ type, description }: Event): string => `${type} ${description}`.toLowerCase();

const link = (event: Event): Html =>
  html`<li data-find="${words(event)}"><a href="#${event.type}"><code>${event.type}</code></a></li>`;

/** The members that stand beside `data`, the same for every type. */
function envelope(schema: Schema | undefined, schemas: Schemas): Html {
  const { data: _data, type: _type, ...shared } = schema?.properties ?? {};
  const type: Schema = { type: 'string', description: 'One of the types below.' };
  return fieldTable({ ...schema, properties: { ...shared, type } }, schemas);
}

function card(event: Event, schemas: Schemas): Html {
  const data = event.schema.properties?.data ?? {};
  return html`<article id="${event.type}" data-find="${words(event)}"><h3><code>${event.type}</code></h3>${prose(event.description)}
<h4>Data: ${data.$ref ? html`<a href="/docs#schema-${data.$ref.split('/').at(-1)}">${data.$ref.split('/').at(-1)}</a>` : typeOf(data)}</h4>
<details><summary>fields</summary>${fieldTable(data, schemas)}</details>
<h4>Example</h4><pre tabindex="0"><code>${JSON.stringify(event.example, null, 2)}</code></pre></article>`;
}
