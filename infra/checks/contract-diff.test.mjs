import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { acknowledged, breakingChanges, promised } from './contract-diff.mjs';

const order = {
  type: 'object',
  properties: { role: { type: 'string', enum: ['a', 'b'], maxLength: 9 } },
  required: [],
};
const view = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] };
const document = () =>
  structuredClone({
    paths: {
      '/v1/things': {
        post: {
          parameters: [{ name: 'page', in: 'query', schema: { type: 'integer' } }],
          requestBody: { content: { 'application/json': { schema: order } } },
          responses: { 201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } } },
        },
      },
    },
    webhooks: {
      'thing.made': {
        post: {
          requestBody: {
            content: {
              'application/json': {
                schema: { type: 'object', properties: { data: structuredClone(view) }, required: ['data'] },
              },
            },
          },
        },
      },
    },
    components: { schemas: { Thing: view } },
  });
const post = (file) => file.paths['/v1/things'].post;
const body = (file) => post(file).requestBody.content['application/json'].schema;

const CHANGES = {
  'GET and POST of a path that is gone': [(file) => delete file.paths['/v1/things'], /POST \/v1\/things is gone/],
  'a parameter that is gone': [(file) => post(file).parameters.pop(), /page is gone/],
  'a parameter newly required': [
    (file) => post(file).parameters.push({ name: 'x', in: 'header', required: true, schema: {} }),
    /x is now required/,
  ],
  'a value no longer taken': [(file) => body(file).properties.role.enum.pop(), /role no longer takes b/],
  'a field newly required': [(file) => body(file).required.push('role'), /role is now required/],
  'a tighter limit': [
    (file) => {
      body(file).properties.role.maxLength = 3;
    },
    /maxLength is now 3/,
  ],
  'a field of an answer that is gone': [(file) => delete file.components.schemas.Thing.properties.id, /\.id is gone/],
  'a field of an answer no longer sure': [
    (file) => file.components.schemas.Thing.required.pop(),
    /id is no longer sure/,
  ],
  'an answer that may be null': [
    (file) => {
      file.components.schemas.Thing.properties.id.type = ['string', 'null'];
    },
    /id may now be null/,
  ],
  'an answer that is gone': [(file) => delete post(file).responses[201], /answer 201 is gone/],
  'a member of an event that is gone': [
    (file) => {
      const { content } = file.webhooks['thing.made'].post.requestBody;
      delete content['application/json'].schema.properties.data.properties.id;
    },
    /event thing\.made\.data\.id is gone/,
  ],
  'an event that is gone': [(file) => delete file.webhooks['thing.made'], /event thing\.made is gone/],
};

describe('a change of the contract', () => {
  for (const [name, [change, told]] of Object.entries(CHANGES)) {
    it(`breaks callers: ${name}`, () => {
      const after = document();
      change(after);
      assert.match(breakingChanges(document(), after).join('\n'), told);
      assert.equal(breakingChanges(document(), after).length, 1);
    });
  }

  it('breaks nobody by what it adds', () => {
    const after = document();
    after.paths['/v1/more'] = { get: {} };
    body(after).properties.extra = { type: 'string' };
    body(after).properties.role.enum.push('c');
    after.components.schemas.Thing.properties.more = { type: 'string' };
    assert.deepEqual(breakingChanges(document(), after), []);
  });

  it('is seen as well from what is kept of a release', () => {
    const talkative = document();
    post(talkative).description = 'a text';
    body(talkative).properties.description = { type: 'string', description: 'a text' };
    const kept = promised(talkative);
    assert.doesNotMatch(JSON.stringify(kept), /a text/);
    assert.deepEqual(breakingChanges(kept, talkative), []);
    for (const [change, told] of Object.values(CHANGES)) {
      const after = structuredClone(talkative);
      change(after);
      assert.match(breakingChanges(kept, after).join('\n'), told);
    }
    delete body(talkative).properties.description;
    assert.match(breakingChanges(kept, talkative).join(), /description is gone/);
  });

  it('is acknowledged by its own sentence', () => {
    assert.deepEqual([...acknowledged('## Unreleased\n- breaking: GET /v1/x is gone\n- other')], ['GET /v1/x is gone']);
  });
});
