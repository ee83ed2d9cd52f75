import path from 'node:path';
import { answerOf } from '../../api/client/client';
import { resolveFootage } from '../../infra/toolchain/resolve';
import { makeDemoMaster } from '../fixtures/demo';
import { Partner } from '../support/partner';
import type { Demo, TestStack } from './use';

/** As long, and with as few places to break, as partners' systems make them. */
const EXTERNAL_ID = `pages-demo:${'urn:example:media:feature:original-version:'.repeat(3)}0001`;

/** The demo title of a stack: the one it names, or one published now by the fast profile, once per stack. */
export async function demoOf(stack: TestStack): Promise<Demo> {
  if (stack.demo) return stack.demo;
  const partner = new Partner(stack.api, stack.keys.partner);
  const query = { status: 'published', limit: 100 };
  const { data } = await answerOf(partner.api.GET('/v1/ingests', { params: { query } }));
  const known = data.find(({ external_id }) => external_id === EXTERNAL_ID);
  return known ? { ingest_id: known.id, title_id: known.title_id } : publish(stack, partner);
}

async function publish(stack: TestStack, partner: Partner): Promise<Demo> {
  const bigBuckBunny = await resolveFootage('bigbuckbunny.mp4');
  const ffmpeg = stack.tools.ffmpeg ?? '';
  const demo = await makeDemoMaster(path.join(stack.dataDir, 'demo'), { ffmpeg, bigBuckBunny });
  const sidecars = await Promise.all(
    demo.sidecars.map(async ({ path: file, role, language, label }) => ({
      role,
      language,
      label,
      source: { upload_id: await partner.upload(file) },
    })),
  );
  const { id } = await partner.order({
    external_id: EXTERNAL_ID,
    title: demo.title,
    credit: demo.credit,
    source: { upload_id: await partner.upload(demo.video) },
    sidecars,
    profile: 'test',
  });
  const { status, failure, title_id } = await partner.ended(id);
  if (status !== 'published') throw new Error(`The demo for the pages ended ${status}: ${JSON.stringify(failure)}`);
  return { ingest_id: id, title_id };
}
