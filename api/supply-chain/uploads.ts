import type { ObjectStore } from '../../adapters/object-store/port';
import type { UploadRecord, Uploads } from '../../adapters/postgres/port';
import { HeadendError } from '../../domain/failures';
import { readCursor, writeCursor } from '../http/cursor';
import { type Route, route } from '../http/operation';
import { createUpload, getUpload, listUploads } from './specs';
import { uploadView } from './views';

/** How long an upload's address is good, seconds. */
const UPLOAD_EXPIRY_S = 24 * 3600;

const UPLOADS = { list: listUploads.id };

export interface UploadDeps {
  uploads: Uploads;
  store: Pick<ObjectStore, 'presignPut'>;
}

export const uploadRoutes = ({ uploads, store }: UploadDeps): Route[] => {
  const view = async (upload: UploadRecord) => {
    const seconds = Math.max(1, Math.floor((upload.expiresAt.getTime() - Date.now()) / 1000));
    return uploadView(upload, await store.presignPut(upload.objectKey, seconds));
  };
  return [
    route(createUpload, async ({ body, caller }) => {
      const expiresAt = new Date(Date.now() + UPLOAD_EXPIRY_S * 1000);
      const upload = await uploads.create({ tenantId: caller.tenantId, fileName: body.file_name, expiresAt });
      return { body: await view(upload), location: `/v1/uploads/${upload.id}` };
    }),
    route(listUploads, async ({ query, caller }) => {
      const after = readCursor(query.cursor, UPLOADS);
      const { items, next } = await uploads.list({ tenantId: caller.tenantId, limit: query.limit, after });
      return { body: { data: await Promise.all(items.map(view)), next_cursor: writeCursor(next, UPLOADS) } };
    }),
    route(getUpload, async ({ params, caller }) => {
      const upload = await uploads.find(caller.tenantId, params.id);
      if (!upload) throw new HeadendError('request/not-found', `There is no upload ${params.id}.`);
      return { body: await view(upload) };
    }),
  ];
};
