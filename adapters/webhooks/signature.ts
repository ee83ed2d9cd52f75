import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** Standard Webhooks asks for 24 to 64 random bytes. */
const SECRET_BYTES = 32;

/** A new signing secret: `whsec_` and base64. Shown once, then kept sealed. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

/**
 * The headers of a delivery (Standard Webhooks 1.0.0): id, seconds since 1970, and a signature by each secret, separated
 * by spaces, so that a receiver may change its secret whenever it likes while two are valid.
 */
export function signedHeaders(
  { id, body, secrets }: { id: string; body: string; secrets: readonly string[] },
  at: Date,
): Record<string, string> {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, at, body));
  return {
    'content-type': 'application/json',
    'user-agent': 'Headend-Webhooks/1 (+https://www.standardwebhooks.com)',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}

/** Headers as they may be shown: of each signature only its version and first characters. */
export const maskedHeaders = (headers: Record<string, string>): Record<string, string> => ({
  ...headers,
  'webhook-signature': (headers['webhook-signature'] ?? '')
    .split(' ')
    .map((each) => `${each.slice(0, 7)}…`)
    .join(' '),
});
