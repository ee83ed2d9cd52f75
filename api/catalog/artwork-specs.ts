import { ARTWORK_ROLES } from '../../domain/catalog/artwork';
import { IdParams, NoContent, operation } from '../http/operation';
import { z } from '../http/zod';

export const ArtworkView = z
  .object({
    id: z.string(),
    role: z.enum(ARTWORK_ROLES),
    ratio: z.string().openapi({ description: 'Width to height, such as 2:3; any of a logo.' }),
    locale: z.string().nullable().openapi({ description: 'Of the words on it; null without any.' }),
    width: z.int(),
    height: z.int(),
    bytes: z.int().openapi({ description: 'As it was sent.' }),
    sizes: z
      .array(z.object({ width: z.int(), height: z.int(), content_type: z.string(), url: z.string() }))
      .openapi({ description: 'Largest first, each as WebP, as JPEG (PNG where it is transparent) and as AVIF.' }),
    created_at: z.string(),
  })
  .openapi('Artwork');

/** A tag may look like one and yet name a variant twice (RFC 5646, 2.2.9). */
function isTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length > 0;
  } catch {
    return false;
  }
}

const common = { tag: 'Titles' } as const;
const ONE = '/v1/titles/{id}/artworks';

export const listArtworks = operation({
  ...common,
  id: 'listArtworks',
  method: 'get',
  path: ONE,
  summary: 'List the pictures that editors uploaded for a title',
  description: 'Pictures that were delivered with its media are in `artwork` of the title.',
  scope: 'titles:read',
  params: IdParams,
  answer: {
    status: 200,
    schema: z.object({ data: z.array(ArtworkView) }).openapi('Artworks'),
    description: 'By role.',
  },
  failures: ['request/not-found'],
});

export const putArtwork = operation({
  ...common,
  id: 'putArtwork',
  method: 'post',
  path: ONE,
  summary: 'Upload a picture of a title',
  description:
    'JPEG, PNG or WebP as the body. It is turned upright, brought to sRGB, freed of everything but its pixels and made in several sizes. Each role has its shape: poster 2:3, key-art, background and still 16:9, box-art 1:1, 3:4 or 4:3; a logo has any, and a transparent ground. One picture stands for each role, shape and locale: another takes its place. The same file again is recognised and changes nothing.',
  scope: 'titles:write',
  file: { types: ['image/jpeg', 'image/png', 'image/webp'], bytes: 30_000_000 },
  audit: 'own',
  params: IdParams,
  query: z.strictObject({
    role: z.enum(ARTWORK_ROLES),
    locale: z
      .string()
      .max(35)
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
      .refine(isTag, 'is no language tag of BCP 47')
      .optional()
      .openapi({ description: 'BCP 47, of the words on it; leave it out when there are none.' }),
  }),
  answer: { status: 201, schema: ArtworkView, description: 'The picture.', location: 'Path of the pictures.' },
  failures: [
    'request/not-found',
    'artwork/unreadable',
    'artwork/wrong-ratio',
    'artwork/too-small',
    'artwork/not-transparent',
    'store/unavailable',
  ],
});

export const deleteArtwork = operation({
  ...common,
  id: 'deleteArtwork',
  method: 'delete',
  path: `${ONE}/{artwork_id}`,
  summary: 'Remove a picture of a title',
  description: 'Lists show what was delivered again, or a frame of the film.',
  scope: 'titles:write',
  audit: 'own',
  params: z.strictObject({ id: z.string().min(1).max(64), artwork_id: z.string().min(1).max(64) }),
  answer: { status: 204, schema: NoContent, description: 'It is gone.' },
  failures: ['request/not-found', 'store/unavailable'],
});

/** Operations on pictures of titles. */
export const ARTWORK_OPERATIONS = [listArtworks, putArtwork, deleteArtwork];
