import { Client } from 'minio';
import { HeadendError } from '../../domain/failures';
import { type BucketBinding, misfitOf, type S3Secret } from '../../domain/sources/credentials';
import { parseS3Url } from '../../domain/sources/s3-url';
import type { Approach, Refusal } from './approach';

/** A presigned address is good for so long, seconds: it is used at once, and each request gets its own. */
const PRESIGNED_S = 900;

type S3Access = BucketBinding & S3Secret;

/**
 * The way to an object in a partner's bucket: a presigned GET, so that the file is read as any other is. The access key is
 * in no request, only what it signed is; redirects are not followed, since a signature is for one host.
 *
 * @throws {HeadendError} `request/invalid`, `source/unsupported-scheme`, `source/credentials-mismatch`
 */
export function s3Approach(text: string, access: S3Access): Approach {
  const target = parseS3Url(text);
  if (!target) throw new HeadendError('source/unsupported-scheme', 'The source is no s3:// URL.');
  if (misfitOf(access, text))
    throw new HeadendError(
      'source/credentials-mismatch',
      `The source credentials are for the bucket ${access.bucket}.`,
    );
  const client = clientOf(access);
  return {
    host: new URL(access.endpoint).hostname,
    address: async () => new URL(await client.presignedGetObject(target.bucket, target.key, PRESIGNED_S)),
    headers: () => ({}),
    meaning: (refusal) => meaningOf(refusal, access),
  };
}

/** Only signs: given the region it asks nobody. */
function clientOf({ endpoint, region, pathStyle, accessKeyId, secretAccessKey, sessionToken }: S3Access): Client {
  const url = new URL(endpoint);
  const secure = url.protocol === 'https:';
  return new Client({
    endPoint: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 443 : 80),
    useSSL: secure,
    accessKey: accessKeyId,
    secretKey: secretAccessKey,
    sessionToken,
    region,
    pathStyle,
  });
}

/** Codes of S3's error documents for a wrong or ended key. */
const WRONG_KEY = new Set([
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'InvalidToken',
  'ExpiredToken',
  'TokenRefreshRequired',
]);
/** Codes for a request that came to the wrong place. */
const WRONG_PLACE = new Set([
  'PermanentRedirect',
  'TemporaryRedirect',
  'Redirect',
  'AuthorizationHeaderMalformed',
  'AuthorizationQueryParametersError',
  'IllegalLocationConstraintException',
]);

function meaningOf({ status, headers, text }: Refusal, { bucket, region }: S3Access): HeadendError | undefined {
  const code = /<Code>([A-Za-z0-9.]{1,64})<\/Code>/.exec(text)?.[1] ?? '';
  const answered = code ? `The S3 service answered with ${code}` : `The S3 service answered with status ${status}`;
  if (WRONG_PLACE.has(code) || (status >= 300 && status < 400)) {
    const named = /<Region>([a-z0-9-]{1,32})<\/Region>/.exec(text)?.[1] ?? headers['x-amz-bucket-region'];
    const where = typeof named === 'string' && named !== region ? `: the bucket ${bucket} is in ${named}` : '';
    return new HeadendError('source/credentials-mismatch', `${answered}${where}.`, {
      fix: 'Make source credentials with the endpoint and region of the bucket.',
    });
  }
  if (status === 401 || WRONG_KEY.has(code)) return new HeadendError('source/unauthorized', `${answered}.`);
  if (status === 403) return new HeadendError('source/forbidden', `${answered}.`);
  if (code === 'NoSuchBucket') return new HeadendError('source/not-found', `There is no bucket ${bucket}.`);
  if (status === 404) return new HeadendError('source/not-found', `${answered}.`);
  return undefined;
}
