import { csvOf, simulated } from './availability-views';

it('writes tables that no spreadsheet takes for formulas, with quotes where they are needed', () => {
  const row = {
    ...{ title_id: 'tit_1', external_id: '=HYPERLINK("x")', asker: 0, territory: 'DE', device: null },
    ...{
      at: '2027-01-01T00:00:00.000Z',
      allowed: false,
      code: 'playback/not-yet' as const,
      reason: 'Not yet, "soon".',
    },
    ...{ window_id: null, license_type: null, max_height: null, next_change_at: null },
  };
  expect(csvOf([row]).split('\r\n')).toEqual([
    'title_id,external_id,asker,territory,device,at,allowed,code,reason,window_id,license_type,max_height,next_change_at',
    `tit_1,"'=HYPERLINK(""x"")",0,DE,,2027-01-01T00:00:00.000Z,false,playback/not-yet,"Not yet, ""soon"".",,,,`,
    '',
  ]);
});

it('answers about instants or about a range, not both', () => {
  const [from, to] = ['2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z'];
  const both = { title_ids: ['tit_1'], askers: [], at: [from], between: { from, to } };
  expect(() => simulated(new Map(), both, 0)).toThrow(
    expect.objectContaining({ code: 'request/invalid', context: { field: 'between' } }),
  );
});
