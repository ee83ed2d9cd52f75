import path from 'node:path';
import { repositoryRoot } from '../../adapters/environment/root';

jest.mock('./demo', () => ({}));
jest.mock('./stack', () => ({}));

import { readRequest } from './main';

describe('readRequest', () => {
  it('stays up on .headend in the repository unless told otherwise', () => {
    expect(readRequest([], {})).toEqual({
      once: false,
      dataDir: path.join(repositoryRoot(), '.headend'),
      port: 8080,
      demo: true,
    });
  });

  it('takes a folder relative to where npm was called', () => {
    const { dataDir } = readRequest(['--data-dir', 'data'], { INIT_CWD: '/somewhere' });
    expect(dataDir).toBe('/somewhere/data');
  });

  it('takes a port from the argument before the environment', () => {
    expect(readRequest(['--port', '9001', '--once', '--no-demo'], { PORT: '9000' })).toMatchObject({
      port: 9001,
      once: true,
      demo: false,
    });
  });

  it('answers a wrong argument with the usage', () => {
    expect(() => readRequest(['--ones'], {})).toThrow(/Usage: npm start/);
    expect(() => readRequest(['--port', 'x'], {})).toThrow(/PORT=x must be a whole number/);
  });
});
