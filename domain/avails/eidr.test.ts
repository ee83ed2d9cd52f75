import { eidrCheck, eidrProblem } from './eidr';

const GOOD = [
  ...['7791-8534-2C23-9030-8610-5', 'EA73-79D7-1B2B-B378-3A73-M', '7EC7-228A-510A-053E-CBB8-J'],
  ...['1F2A-E1C5-680A-14C6-E76B-I', '8A35-3BEE-6497-5D12-9E4F-3', '0344-992B-DF0A-21A5-8BF9-Q'],
];

describe('the check character of an EIDR', () => {
  it('is that of ids in the registry', () => {
    for (const id of GOOD) expect(`${id.slice(0, -1)}${eidrCheck(id.slice(0, -2))}`).toBe(id);
  });

  it('is asked for in every form an id comes in', () => {
    for (const form of ['10.5240/', 'urn:eidr:10.5240:', 'md:cid:eidr-s:']) {
      expect(eidrProblem(`${form}${GOOD[0]}`)).toBeUndefined();
      expect(eidrProblem(`${form}0344-992B-DF0A-21A5-8BF9-R`)).toEqual({ problem: 'check', expected: 'Q' });
    }
    expect(eidrProblem('md:cid:eidr-x:7791-8534-2C23-9030-8610-5:cut-1')).toBeUndefined();
  });

  it('calls what is no EIDR malformed, and leaves other ids alone', () => {
    expect(eidrProblem('10.5240/1489-49A2-3956-4B2D-ZZ45-6')).toEqual({ problem: 'malformed' });
    expect(eidrProblem('md:alid:org:studio:film')).toBeUndefined();
  });
});
