/** Names of what a caller may lean on, and what a change takes from it. Pure. */

const VERBS = ['get', 'put', 'post', 'patch', 'delete', 'head'];

/**
 * Changes between two OpenAPI documents that break a caller of the older one: an operation, status, field or media type that
 * is gone; a value that is no longer taken; a field that is newly required of a request, or no longer sure in an answer; a
 * type that is another; an answer that may be null or have a value it never had.
 * @returns {string[]} one sentence each, without repetition
 */
export function breakingChanges(before, after) {
  const found = [];
  for (const [path, item] of Object.entries(before.paths ?? {})) {
    for (const verb of VERBS.filter((name) => item[name])) {
      const where = `${verb.toUpperCase()} ${path}`;
      const now = after.paths?.[path]?.[verb];
      if (!now) found.push(`${where} is gone`);
      else found.push(...operationChanges(where, item[verb], now, { before, after }));
    }
  }
  for (const [type, { post }] of Object.entries(before.webhooks ?? {})) {
    const now = after.webhooks?.[type]?.post;
    const contents = [post?.requestBody?.content, now?.requestBody?.content];
    if (!after.webhooks?.[type]) found.push(`the event ${type} is gone`);
    else found.push(...mediaChanges(`event ${type}`, ...contents, { before, after }, false));
  }
  return [...new Set(found)];
}

function operationChanges(where, old, now, documents) {
  const found = [];
  for (const parameter of now.parameters ?? []) {
    const known = (old.parameters ?? []).find(same(parameter));
    if (parameter.required && !known?.required) found.push(`${where}: ${parameter.name} is now required`);
  }
  for (const parameter of old.parameters ?? []) {
    const kept = (now.parameters ?? []).find(same(parameter));
    const name = `${where}: ${parameter.name}`;
    if (!kept) found.push(`${name} is gone`);
    else found.push(...schemaChanges(name, parameter.schema, kept.schema, { documents, asked: true }));
  }
  found.push(...mediaChanges(`${where} body`, old.requestBody?.content, now.requestBody?.content, documents, true));
  if (now.requestBody?.required && !old.requestBody) found.push(`${where}: a body is now required`);
  for (const [status, answer] of Object.entries(old.responses ?? {}).filter(([code]) => code.startsWith('2'))) {
    const kept = now.responses?.[status];
    if (!kept) found.push(`${where}: the answer ${status} is gone`);
    else found.push(...mediaChanges(`${where} ${status}`, answer.content, kept.content, documents, false));
  }
  return found;
}

const same = (one) => (other) => one.name === other.name && one.in === other.in;

function mediaChanges(where, old = {}, now = {}, documents, asked) {
  return Object.entries(old).flatMap(([type, media]) =>
    now[type]
      ? schemaChanges(where, media.schema, now[type].schema, { documents, asked })
      : [`${where}: ${type} is gone`],
  );
}

const deref = (schema, document) => {
  const name = /^#\/components\/schemas\/(.+)$/.exec(schema?.$ref ?? '')?.[1];
  return name ? (document.components?.schemas?.[name] ?? {}) : (schema ?? {});
};
const typesOf = (schema) => [schema.type ?? []].flat();

/** @param {{ asked: boolean }} context whether the schema is of something that callers send */
function schemaChanges(where, oldRaw, nowRaw, context, depth = 0) {
  const old = deref(oldRaw, context.documents.before);
  const now = deref(nowRaw, context.documents.after);
  if (depth > 12) return [];
  const found = [...valueChanges(where, old, now, context.asked)];
  const within = (name, a, b) => schemaChanges(name, a, b, context, depth + 1);
  for (const [name, part] of Object.entries(old.properties ?? {})) {
    const field = `${where}.${name}`;
    const kept = now.properties?.[name];
    if (!kept) found.push(`${field} is gone`);
    else found.push(...within(field, part, kept));
  }
  const [narrower, wider] = context.asked ? [now, old] : [old, now];
  for (const name of narrower.required ?? []) {
    if ((wider.required ?? []).includes(name) || !now.properties?.[name]) continue;
    found.push(`${where}.${name} is ${context.asked ? 'now required' : 'no longer sure to be there'}`);
  }
  if (old.items && now.items) found.push(...within(`${where}[]`, old.items, now.items));
  for (const word of ['oneOf', 'anyOf', 'allOf']) {
    const [a = [], b = []] = [old[word], now[word]];
    if (context.asked && a.length > b.length) found.push(`${where} has fewer alternatives`);
    a.forEach((part, index) => {
      if (b[index]) found.push(...within(where, part, b[index]));
    });
  }
  return found;
}

function* valueChanges(where, old, now, asked) {
  const [a, b] = [typesOf(old), typesOf(now)];
  const lost = asked ? a.filter((type) => !b.includes(type)) : b.filter((type) => !a.includes(type));
  if (a.length > 0 && b.length > 0 && lost.length > 0)
    yield `${where} ${asked ? 'no longer takes' : 'may now be'} ${lost.join(', ')}`;
  if (asked && now.enum) {
    const gone = (old.enum ?? []).filter((value) => !now.enum.includes(value));
    if (!old.enum) yield `${where} takes only some values now`;
    if (gone.length > 0) yield `${where} no longer takes ${gone.join(', ')}`;
  }
  for (const [limit, tighter] of [
    ['maxLength', (x, y) => y < x],
    ['maximum', (x, y) => y < x],
    ['maxItems', (x, y) => y < x],
    ['minLength', (x, y) => y > x],
    ['minimum', (x, y) => y > x],
  ]) {
    if (!asked || now[limit] === undefined) continue;
    const none = limit.startsWith('max') ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    if (tighter(old[limit] ?? none, now[limit])) yield `${where}: ${limit} is now ${now[limit]}`;
  }
}

const TALK = ['description', 'summary', 'title', 'example', 'examples', 'tags', 'operationId', 'security'];

/**
 * Of an OpenAPI document what {@link breakingChanges} looks at: operations, events and schemas without their texts, good answers
 * without the problems.
 */
export function promised({ paths, webhooks, components }) {
  return quiet({
    paths: mapped(paths, (item) => mapped(item, good)),
    webhooks,
    components: { schemas: components.schemas },
  });
}

const mapped = (object, change) =>
  Object.fromEntries(Object.entries(object ?? {}).map(([name, value]) => [name, change(value)]));

const good = ({ parameters, requestBody, responses }) => ({
  parameters,
  requestBody,
  responses: mapped(
    Object.fromEntries(Object.entries(responses).filter(([status]) => status.startsWith('2'))),
    ({ content }) => ({ content }),
  ),
});

/** @param named the members are names that somebody chose, not words of OpenAPI */
function quiet(value, named = false) {
  if (Array.isArray(value)) return value.map((each) => quiet(each));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => named || !TALK.includes(name));
  return Object.fromEntries(
    kept.map(([name, part]) => [
      name,
      quiet(part, !named && ['properties', 'schemas', 'paths', 'webhooks'].includes(name)),
    ]),
  );
}

/** Changes that a text acknowledges: each as an item `- breaking: <the sentence>`. */
export const acknowledged = (text) =>
  new Set([...text.matchAll(/^\s*- breaking: (.+)$/gm)].map(([, each]) => each.trim()));
