import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FEED_FORMATS } from './formats';
import { project } from './project';
import { feedTitle, HOUR, NOW, request, seriesOf, soldWindow } from './testing/catalogue';

const FOLDER = path.join(__dirname, '../../docs/samples/feeds');

const open = soldWindow({ startsAt: NOW - 24 * HOUR, endsAt: NOW + 720 * HOUR, territories: ['EU'] });
const rented = soldWindow({ ...open, id: 'win_2', licenceType: 'VOD', rental: { finishByMs: 48 * HOUR } });
const priced = { win_2: [{ name: 'SRP', value: '3.99', currency: 'EUR' }] };
const film = feedTitle('tit_film', { windows: [open, rented], terms: priced });
const episode = feedTitle('tit_episode', { kind: 'episode', position: 1, windows: [{ ...open, licenceType: 'AVOD' }] });

/** Written anew with WRITE_SAMPLES=1, then formatted (biome check --write docs/samples). */
it.each(FEED_FORMATS)('docs/samples/feeds shows how the feed $name is written', (format) => {
  const asked = request({ territories: format.oneTerritory ? ['DE'] : ['AT', 'DE'], device: format.device });
  const texts = [film, seriesOf([episode])].flatMap((title) =>
    project(format, title, asked).flatMap((outcome) => (outcome.state === 'listed' ? [outcome.text] : [])),
  );
  const text = format.head(asked) + texts.join(format.separator) + format.foot;
  const file = path.join(FOLDER, `${format.name}.${format.extension}`);
  if (process.env.WRITE_SAMPLES) writeFileSync(file, text);
  const sample = readFileSync(file, 'utf8');
  if (format.extension === 'json') expect(JSON.parse(sample)).toEqual(JSON.parse(text));
  else expect(sample).toBe(text);
});
