import { mayPlay } from './may-play';

const asker = { tenantId: 'ten_1', device: {} };

describe('mayPlay', () => {
  it('lets everybody play the current version of a published title', () => {
    expect(mayPlay({ currentVersionId: 'ver_1' }, asker, 0)).toEqual({ allowed: true, versionId: 'ver_1' });
  });

  it('refuses a title without a published version, with a code', () => {
    expect(mayPlay({}, asker, 0)).toMatchObject({ allowed: false, code: 'playback/not-published' });
  });
});
