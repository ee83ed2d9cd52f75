import { type Html, html } from './html';

/** The parts of JSON Schema that our documents use. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  description?: string;
  example?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: boolean | Schema;
}

export type Schemas = Record<string, Schema>;

const nameOf = (ref: string): string => ref.split('/').at(-1) ?? ref;

/** What a value is, in a few words. */
export function typeOf(schema: Schema): Html {
  if (schema.$ref) return html`<a href="#schema-${nameOf(schema.$ref)}">${nameOf(schema.$ref)}</a>`;
  const branches = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (branches) return joined(branches.map(typeOf));
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (schema.enum) return joined(schema.enum.map((value) => html`<code>${JSON.stringify(value)}</code>`));
  if (schema.items) return html`list of ${typeOf(schema.items)}`;
  const types = [schema.type ?? 'any'].flat().join(' or ');
  return html`${types}${schema.format ? ` (${schema.format})` : ''}`;
}

const joined = (parts: Html[]): Html => html`${parts.map((part, at) => (at === 0 ? part : html` or ${part}`))}`;

/** The fields of an object, each with type, limits and meaning; nested objects unfold. */
export function fieldTable(schema: Schema, schemas: Schemas): Html {
  const { properties, required = [] } = merged(schema, schemas);
  const names = Object.keys(properties ?? {});
  if (names.length === 0) return html`<p class="dim">${typeOf(schema)}</p>`;
  return html`<table><thead><tr><th>Field</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${names.map((name) =>
    fieldRow(name, properties?.[name] ?? {}, required.includes(name), schemas),
  )}</tbody></table>`;
}

function fieldRow(name: string, schema: Schema, required: boolean, schemas: Schemas): Html {
  const inner = [schema, ...(schema.anyOf ?? []), schema.items ?? {}].find(({ properties }) => properties);
  return html`<tr><td><code>${name}</code> ${required && html`<span class="req">required</span>`}</td>
<td>${typeOf(schema)}</td><td>${schema.description} <span class="dim">${limits(schema)}</span>${
    inner && html`<details><summary>fields</summary>${fieldTable(inner, schemas)}</details>`
  }</td></tr>`;
}

function limits(schema: Schema): string {
  const told = [
    schema.minimum !== undefined && schema.minimum > Number.MIN_SAFE_INTEGER && `at least ${schema.minimum}`,
    schema.maximum !== undefined && schema.maximum < Number.MAX_SAFE_INTEGER && `at most ${schema.maximum}`,
    schema.maxLength !== undefined && `at most ${schema.maxLength} characters`,
    schema.default !== undefined && `default ${JSON.stringify(schema.default)}`,
    schema.example !== undefined && `such as ${JSON.stringify(schema.example)}`,
  ];
  return told.filter(Boolean).join(', ');
}

function merged(schema: Schema, schemas: Schemas): Schema {
  if (schema.$ref) return merged(schemas[nameOf(schema.$ref)] ?? {}, schemas);
  const parts = (schema.allOf ?? []).map((part) => merged(part, schemas));
  return {
    properties: Object.assign({}, ...parts.map(({ properties }) => properties ?? {}), schema.properties),
    required: [...parts.flatMap(({ required }) => required ?? []), ...(schema.required ?? [])],
  };
}
