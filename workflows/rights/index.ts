export { availsImport } from './avails-import';
export { rightsCalendar } from './calendar';
