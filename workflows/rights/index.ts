export { availsImport } from './avails-import';
