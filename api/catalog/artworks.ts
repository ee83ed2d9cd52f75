import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { ArtworkMaker, SizedPicture } from '../../adapters/artwork/port';
import type { ObjectStore } from '../../adapters/object-store/port';
import type { ArtworkRecord, Artworks } from '../../adapters/postgres/artworks-port';
import { newToken } from '../../adapters/postgres/ids';
import type { Titles } from '../../adapters/postgres/port';
import { ARTWORK_WIDTHS, shapeOf } from '../../domain/catalog/artwork';
import { HeadendError } from '../../domain/failures';
import { requestDetail } from '../http/audit';
import { isShown } from '../http/looker';
import { mediaPath } from '../http/media-url';
import { type Caller, type Route, route } from '../http/operation';
import { type ArtworkView, deleteArtwork, listArtworks, putArtwork } from './artwork-specs';

export interface ArtworkDeps {
  artworks: Artworks;
  artworkMaker: ArtworkMaker;
  titles: Pick<Titles, 'find'>;
  store: Pick<ObjectStore, 'put' | 'removePrefix'>;
}

/** Pictures that editors upload for titles. */
export const artworkRoutes = ({ artworks, artworkMaker, titles, store }: ArtworkDeps): Route[] => {
  const known = async ({ tenantId, role }: Pick<Caller, 'tenantId' | 'role'>, id: string) => {
    const title = await titles.find(tenantId, id);
    if (!title || (role === 'viewer' && !isShown(title)))
      throw new HeadendError('request/not-found', `There is no title ${id}.`);
  };
  return [
    route(listArtworks, async ({ params, caller }) => {
      await known(caller, params.id);
      return { body: { data: (await artworks.list(caller.tenantId, [params.id])).map(artworkView) } };
    }),

    route(putArtwork, async (request) => {
      const { params, query, caller, file = Buffer.alloc(0), log } = request;
      const { tenantId } = caller;
      await known(caller, params.id);
      const sha256 = createHash('sha256').update(file).digest('hex');
      const place = { role: query.role, locale: spelt(query.locale) };
      const location = `/v1/titles/${params.id}/artworks`;
      const same = await artworks.same(tenantId, params.id, { ...place, sha256 });
      if (same) return { body: artworkView(same), location };
      const shown = await artworkMaker.make(file, 'The picture');
      const ratio = shapeOf(query.role, shown.delivered.width, shown.delivered.height);
      if (query.role === 'logo' && shown.contentType !== 'image/png')
        throw new HeadendError('artwork/not-transparent', 'Nothing of the picture is transparent.', { field: 'role' });
      const sizes = (await artworkMaker.sizes(shown, ARTWORK_WIDTHS)).map((size) => ({ ...size, name: nameOf(size) }));
      const mediaToken = newToken();
      const prefix = `artworks/${tenantId}/${params.id}/${mediaToken}/`;
      const forget = (unused: string) =>
        store.removePrefix(unused).catch((error: unknown) => log.warn({ err: error, prefix: unused }, 'pictures stay'));
      const noted = async () => {
        for (const { name, bytes, contentType } of sizes) await store.put(prefix + name, bytes, { contentType });
        return artworks.put(
          {
            ...{ tenantId, titleId: params.id, ...place, ratio, prefix, mediaToken, sha256 },
            ...{ width: shown.width, height: shown.height, bytes: file.length },
            sizes: sizes.map(({ bytes, ...size }) => size),
          },
          { actor: caller.label, detail: requestDetail(request) },
        );
      };
      const { record, replaced } = await noted().catch(async (error: unknown) => {
        await forget(prefix);
        throw error;
      });
      // What nobody points at any more: at worst it lies there.
      if (replaced) await forget(replaced);
      return { body: artworkView(record), location };
    }),

    route(deleteArtwork, async (request) => {
      const { params, caller, log } = request;
      const doer = { actor: caller.label, detail: requestDetail(request) };
      const prefix = await artworks.remove(caller.tenantId, params.id, params.artwork_id, doer);
      await store.removePrefix(prefix).catch((error: unknown) => log.warn({ err: error, prefix }));
      return { body: undefined };
    }),
  ];
};

/** One spelling of a locale: `de-at` and `de-AT` are one place. */
const spelt = (locale: string | undefined): string | undefined =>
  locale === undefined ? undefined : (Intl.getCanonicalLocales(locale)[0] ?? locale);

const EXTENSIONS = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/avif': 'avif' } as const;
const nameOf = ({ width, contentType }: SizedPicture): string => `${width}.${EXTENSIONS[contentType]}`;

/** Where each size of a picture is. */
export const sizesView = ({ mediaToken, prefix, sizes }: Pick<ArtworkRecord, 'mediaToken' | 'prefix' | 'sizes'>) =>
  sizes.map(({ width, height, contentType, name }) => ({
    ...{ width, height, content_type: contentType },
    url: mediaPath(mediaToken, prefix, prefix + name) ?? '',
  }));

const artworkView = (record: ArtworkRecord): z.input<typeof ArtworkView> => ({
  ...{ id: record.id, role: record.role, ratio: record.ratio, locale: record.locale ?? null },
  ...{ width: record.width, height: record.height, bytes: record.bytes },
  sizes: sizesView(record),
  created_at: record.createdAt.toISOString(),
});
