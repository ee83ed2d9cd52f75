import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot } from '../adapters/environment/root';
import { readClearKeyRequest } from '../domain/drm/clear-key';
import { FAILURES } from '../domain/failures';
import { FINDING_CODES } from '../domain/qc/codes';
import { eventTypes } from './announce/event-schemas';
import { type ApiDeps, apiRoutes } from './app';
import { codePage, codesPage } from './docs/codes-page';
import { eventsPage } from './docs/events-page';
import { referencePage } from './docs/reference-page';
import { EXAMPLES } from './examples';
import { openApiDocument } from './openapi';
import { TUS_OPERATIONS } from './openapi-tus';
import {
  ClearKeyLicenceView,
  ClearKeyRequestView,
  LICENCE_EXAMPLE,
  LICENCE_OPERATION,
} from './playback/licence-operation';
import { OPERATIONS } from './specs';

describe('the OpenAPI document', () => {
  it('is committed as it is made', async () => {
    const file = path.join(repositoryRoot(), 'api/openapi.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });

  it('is valid OpenAPI 3.1', () => {
    // The validator is an ES module, which Jest's sandbox does not load.
    const script = `
      import { Validator } from '@seriousme/openapi-schema-validator';
      import { text } from 'node:stream/consumers';
      const result = await new Validator().validate(JSON.parse(await text(process.stdin)));
      console.log(JSON.stringify(result));`;
    const answer = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: repositoryRoot(),
      input: JSON.stringify(openApiDocument()),
      encoding: 'utf8',
    });
    expect(JSON.parse(answer)).toMatchObject({ valid: true });
  });

  it('has one operation per route, and one route per operation', () => {
    const routes = apiRoutes({
      ...{ repositories: {}, temporal: {}, settings: {}, uploads: {}, playback: { delivery: {} } },
    } as unknown as ApiDeps);
    expect(new Set(routes.map(({ spec }) => spec.id))).toEqual(new Set(OPERATIONS.map(({ id }) => id)));
    expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(OPERATIONS.length);
  });

  it('asks for an Idempotency-Key with every POST, but for those of tus and licences', () => {
    for (const [place, item] of Object.entries(openApiDocument().paths ?? {})) {
      const post = item.post as { parameters?: { name: string; required: boolean }[] } | undefined;
      if (post && !place.startsWith('/v1/uploads/tus') && place !== LICENCE_OPERATION.path)
        expect(post.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', required: true }));
    }
  });
});

describe('the examples of the document', () => {
  it.each(OPERATIONS.map((spec) => [spec.id, spec] as const))('of %s fit their schemas', (id, spec) => {
    const { request, answer } = EXAMPLES[id] ?? {};
    expect(spec.answer.schema.parse(answer)).toEqual(answer);
    if (spec.body) expect(() => spec.body?.parse(request)).not.toThrow();
    else expect(request).toBeUndefined();
  });

  it('of licences fit their schemas, and are what the licence service reads', () => {
    expect(ClearKeyLicenceView.parse(LICENCE_EXAMPLE.answer)).toEqual(LICENCE_EXAMPLE.answer);
    expect(ClearKeyRequestView.parse(LICENCE_EXAMPLE.request)).toEqual(LICENCE_EXAMPLE.request);
    expect(readClearKeyRequest(LICENCE_EXAMPLE.request)?.kids).toHaveLength(2);
  });

  it('hold a problem for each code that an operation may answer', () => {
    const { components, paths } = openApiDocument();
    const named = JSON.stringify(paths).match(/#\/components\/examples\/[\w.-]+/g) ?? [];
    for (const reference of named) expect(components?.examples).toHaveProperty([reference.split('/').at(-1) ?? '']);
    expect(named.length).toBeGreaterThan(100);
  });
});

describe('the documentation pages', () => {
  it('show every operation and every object', () => {
    const document = openApiDocument();
    const page = referencePage(document, 'http://x');
    for (const { id } of [...OPERATIONS, ...TUS_OPERATIONS, LICENCE_OPERATION])
      expect(page).toContain(`<article id="${id}"`);
    for (const name of Object.keys(document.components?.schemas ?? {})) expect(page).toContain(`id="schema-${name}"`);
  });

  it('show every event with its data and its example', () => {
    const page = eventsPage(openApiDocument());
    for (const type of eventTypes) {
      expect(page).toContain(`<article id="${type}"`);
      expect(page).toContain(`&quot;type&quot;: &quot;${type}&quot;`);
    }
    expect(page).toContain('The title plays; the version is current.');
    expect(page).not.toMatch(/undefined|\[object/);
  });

  it('have a page for every failure and finding', () => {
    const list = codesPage();
    for (const code of [...Object.keys(FAILURES), ...Object.keys(FINDING_CODES)]) {
      expect(codePage(code, new Map())).toContain('What to do');
      expect(list).toContain(`/docs/codes/${code}"`);
    }
  });

  it('escape what they show', () => {
    const spec = { ...OPERATIONS[0], summary: '<script>alert(1)</script>' } as (typeof OPERATIONS)[number];
    expect(referencePage(openApiDocument([spec]), 'http://x')).not.toContain('<script>alert');
    expect(codePage('__proto__', new Map())).toBeUndefined();
  });
});
