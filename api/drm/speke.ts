import { createCipheriv } from 'node:crypto';
import { type RequestHandler, type Response, Router, text } from 'express';
import { sealDocument } from '../../adapters/content-keys/cpix-secrets';
import type { ForeignContentKeys, ProvidedKey } from '../../adapters/content-keys/port';
import { explicitIv } from '../../adapters/content-keys/port';
import type { ProtectionScheme } from '../../domain/drm/content-key';
import { kidGuidBytes } from '../../domain/drm/kid';
import { answerSpeke, readSpekeRequest, type SpekeKey, SpekeRefusal } from '../../domain/drm/speke';
import { type AdmissionDeps, admit } from '../http/admit';
import { contextOf } from '../http/context';

/** Path of the SPEKE v2.0 key provider. */
export const SPEKE_PATH = '/v1/speke/v2.0/copyProtection';

const VERSION = '2.0';
/** The largest preset for every system is a tenth of it. */
const MAX_BYTES = '256kb';

/** What the key provider needs. */
export interface SpekeDeps {
  admission: AdmissionDeps;
  contentKeys: ForeignContentKeys;
}

/**
 * `POST /v1/speke/v2.0/copyProtection`: content keys for packagers and encoders that speak SPEKE v2.0 (CPIX 2.3). Faults of the
 * document are answered with status 422 and the texts of the specification; those of the caller, and of the certificates of recipients, as
 * everywhere in the API.
 */
export function spekeRouter({ admission, contentKeys }: SpekeDeps): Router {
  const router = Router({ caseSensitive: true });
  const body: RequestHandler = text({ type: () => true, limit: MAX_BYTES });
  const door: RequestHandler = async (request, response, next) => {
    contextOf(response).route = SPEKE_PATH;
    await admit(request, response, 'drm:keys', admission);
    next();
  };
  router.post(SPEKE_PATH, door, body, async (request, response) => {
    const tenantId = contextOf(response).caller?.tenantId ?? '';
    response.set({ 'Cache-Control': 'no-store', 'X-Speke-User-Agent': 'Headend', 'X-Speke-Version': VERSION });
    try {
      if (request.get('x-speke-version') !== VERSION) throw new SpekeRefusal('Unsupported SPEKE version');
      const asked = readSpekeRequest(typeof request.body === 'string' ? request.body : '');
      const seal = asked.recipients.length > 0 ? sealDocument(asked.recipients) : undefined;
      const keys = await contentKeys.provide({ tenantId, ...asked });
      const filled = keys.map((key) => ({ ...described(key, asked.scheme), encrypted: seal?.encrypt(key.key) }));
      response
        .status(200)
        .type('application/xml')
        .send(answerSpeke(asked, filled, seal?.secrets));
    } catch (error) {
      if (!(error instanceof SpekeRefusal)) throw error;
      refuse(response, error);
    }
  });
  return router;
}

const refuse = (response: Response, { status, message }: SpekeRefusal): void => {
  response.status(status).type('text/plain').send(message);
};

/** The key with what follows from it. The vector is no secret, and is the same for every request. */
function described({ kid, key }: ProvidedKey, scheme: ProtectionScheme): SpekeKey {
  const iv = explicitIv(key);
  if (scheme !== 'cenc') return { kid, key, iv };
  const checksum = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false).update(kidGuidBytes(kid));
  return { kid, key, iv, checksum: checksum.subarray(0, 8).toString('base64') };
}
