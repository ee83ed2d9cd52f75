import { HeadendError } from '../../domain/failures';
import { misfitOf, type SourceAccess } from '../../domain/sources/credentials';
import type { Approach, Refusal } from './approach';
import { sourceUrl } from './guard';

type HttpAccess = Exclude<SourceAccess, { kind: 's3' }>;

/**
 * The way to a URL. Credentials go to their own origin only: a redirect to another one is followed without them, one from
 * https to http is not followed with them.
 *
 * @throws {HeadendError} `source/unsupported-scheme`, `source/password-in-url`, `source/credentials-mismatch`
 */
export function httpApproach(text: string, access?: HttpAccess): Approach {
  const url = sourceUrl(text);
  if (access && misfitOf(access, text))
    throw new HeadendError('source/credentials-mismatch', `The source credentials are for ${access.origin}.`);
  return {
    host: url.hostname,
    address: async () => url,
    headers: (to): Record<string, string> =>
      access && to.origin === access.origin ? { authorization: authorizationOf(access) } : {},
    checkRedirect(from, to) {
      if (access && from.protocol === 'https:' && to.protocol === 'http:')
        throw new HeadendError('source/refused', 'The source redirects from https to http.', {
          fix: 'Serve the file over https to the end: with credentials a redirect to http is not followed.',
        });
    },
    meaning: (refusal) => meaningOf(refusal, access !== undefined),
  };
}

/** RFC 7617 and RFC 6750. */
const authorizationOf = (access: HttpAccess): string =>
  access.kind === 'bearer'
    ? `Bearer ${access.token}`
    : `Basic ${Buffer.from(`${access.username}:${access.password}`, 'utf8').toString('base64')}`;

function meaningOf({ status, headers }: Refusal, withCredentials: boolean): HeadendError | undefined {
  const answered = `The source answered with status ${status}`;
  if (status === 401) {
    const why = withCredentials ? wantedScheme(headers['www-authenticate']) : ', and the order names no credentials';
    return new HeadendError('source/unauthorized', `${answered}${why}.`);
  }
  if (status === 403) return new HeadendError('source/forbidden', `${answered}.`);
  if (status === 404 || status === 410) return new HeadendError('source/not-found', `${answered}.`);
  return undefined;
}

/** A server that wants neither basic nor bearer cannot be served. */
function wantedScheme(challenge: string | string[] | undefined): string {
  const schemes = [challenge ?? []].flat().flatMap((each) => /^\s*([A-Za-z][\w-]{0,30})/.exec(each)?.[1] ?? []);
  const foreign = schemes.length > 0 && !schemes.some((scheme) => /^(basic|bearer)$/i.test(scheme));
  return foreign ? ` and asks for ${schemes.join(', ')}, which is not offered` : '';
}
