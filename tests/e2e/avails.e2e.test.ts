import { randomUUID } from 'node:crypto';
import { filmRow } from '../../adapters/avails/testing/rows';
import { writeXml } from '../../adapters/avails/write-xml';
import { testStack } from '../stack/use';
import { DESKTOP, PHONE, type Visit, Visitor } from './browser';

/** Avails, from the file an operator drops to the windows that stand. */
jest.setTimeout(90_000);

let visitor: Visitor;
beforeAll(async () => {
  visitor = await Visitor.arrive({ ...testStack(), demo: { ingest_id: '', title_id: '' } });
}, 60_000);
afterEach(() => visitor.tidy());
afterAll(() => visitor?.leave());

async function expectSound(visit: Visit, name: string): Promise<void> {
  await visit.settled();
  await visit.shoot(name);
  expect(await visit.barriers()).toEqual([]);
  expect(await visit.overflow()).toBe(0);
  expect(visit.complaints).toEqual([]);
}

describe('avails in the studio', () => {
  it('are dropped, looked through and applied', async () => {
    const alid = `md:alid:org:meridian.example:${randomUUID()}`;
    const [good, reversed] = [
      filmRow({ alid }),
      filmRow({ alid: `${alid}-2`, start: { raw: '', at: '2029-01-01T00:00:00Z' } }),
    ];
    const visit = await visitor.open('/studio/', { size: DESKTOP });
    await visit.page.getByRole('link', { name: 'Avails', exact: true }).click();
    await visit.page.getByLabel('Document of avails').setInputFiles({
      ...{ name: 'meridian.xml', mimeType: 'application/xml' },
      buffer: Buffer.from(writeXml([good, reversed])),
    });
    await visit.page.getByRole('button', { name: 'Check it' }).click();
    await visit.page.waitForURL(/avails\/avi_/);
    await visit.page.getByText('To be decided').waitFor();
    await visit.page.getByText('SVOD HD in US').first().waitFor();
    await expectSound(visit, 'avails-import');
    await visit.page.getByRole('link', { name: 'Rows with errors' }).click();
    await visit.page.getByText(/after its end at/).waitFor();
    await expectSound(visit, 'avails-errors');
    await visit.page.getByRole('button', { name: 'Apply without the titles with errors' }).click();
    await visit.page.getByText('Applied', { exact: true }).first().waitFor();
    await visit.close();
    const phone = await visitor.open('/studio/avails', { size: PHONE });
    await phone.page.getByText('meridian.xml').first().waitFor();
    await expectSound(phone, 'avails-phone');
    await phone.close();
  });
});
