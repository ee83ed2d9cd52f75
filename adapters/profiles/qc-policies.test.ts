import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadQcPolicies, readQcPolicy } from './qc-policies';

const DIRECTORY = path.join(__dirname, '../../profiles/qc');
const yaml = readFileSync(path.join(DIRECTORY, 'default.yaml'), 'utf8');

describe('loadQcPolicies', () => {
  it('finds the three policies that come with Headend', () => {
    const policies = loadQcPolicies(DIRECTORY);
    expect([...policies.keys()]).toEqual(['default', 'lenient', 'strict']);
    expect(policies.get('default')?.flashes).toEqual({ maxPerSecond: 3, minAreaPercent: 25, severity: 'hold' });
  });

  it.each([
    ['an unknown severity', yaml.replace('no_audio: warning', 'no_audio: fatal'), /"default".*\n\s+no_audio: /],
    ['a field too many', `${yaml}\nloudnes: {}\n`, /"default".*\n.*loudnes/],
    ['a missing field', yaml.replace(/^freeze:\n {2}steps:\n.*\n.*\n/m, ''), /freeze: /],
    ['a wrong code', yaml.replace('inspect: {}', 'inspect: { Variable: hold }'), /inspect/],
    ['broken YAML', 'name: [', /"default" is not YAML/],
    ['the name of another', yaml.replace('name: default', 'name: other'), /calls itself "other"/],
  ])('names policy and field for %s', (_, text, message) => {
    expect(() => readQcPolicy('default', text)).toThrow(message);
  });
});
