export { bulkOrder } from './bulk-order';
export { versionCollection } from './collect-version';
export { encodeGroup } from './encode-group';
export { titleIngest } from './ingest-title';
export { addressRevocation } from './revoke-addresses';
export { uploadCollection } from './upload-collection';
export { watchFolders } from './watch-folders';
