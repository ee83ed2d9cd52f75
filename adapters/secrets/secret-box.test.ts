import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createSecretBox } from './secret-box';

const [key, other] = [randomBytes(32), randomBytes(32)];
const box = createSecretBox([key]);

describe('the secret box', () => {
  it('gives back what was sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, owner) => {
        expect(box.open(box.seal(text, owner), owner)).toBe(text);
      }),
    );
  });

  it('opens for the owner only', () => {
    const sealed = box.seal('the word', 'whe_1');
    expect(() => box.open(sealed, 'whe_2')).toThrow(/does not open/);
  });

  it('notices every changed byte', () => {
    const sealed = box.seal('the word', 'whe_1');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => box.open(changed, 'whe_1')).toThrow(/does not open/);
    }
  });

  it('refuses what is cut short', () => {
    const sealed = box.seal('the word', 'whe_1');
    for (let length = 0; length < sealed.length; length++)
      expect(() => box.open(sealed.subarray(0, length), 'whe_1')).toThrow(/does not open/);
  });

  it('never seals the same text the same way', () => {
    expect(box.seal('the word', 'whe_1')).not.toEqual(box.seal('the word', 'whe_1'));
  });

  it('opens what an older key sealed and seals with the newest', () => {
    const sealed = createSecretBox([other]).seal('the word', 'whe_1');
    const both = createSecretBox([key, other]);
    expect(both.open(sealed, 'whe_1')).toBe('the word');
    expect(box.open(both.seal('new', 'whe_1'), 'whe_1')).toBe('new');
    expect(() => box.open(sealed, 'whe_1')).toThrow(expect.objectContaining({ code: 'secrets/unreadable' }));
  });

  it('digests the same text alike under the same key only, and under every key it knows', () => {
    const before = createSecretBox([other]).digests('order');
    expect(createSecretBox([key, other]).digests('order')).toEqual([...box.digests('order'), ...before]);
    expect(box.digests('order')).not.toEqual(before);
    expect(box.digests('order')).not.toEqual(box.digests('order '));
  });
});
