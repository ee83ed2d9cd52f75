export { availsImport } from './avails-import';
export { rightsCalendar } from './calendar';
export { windowProcess } from './window-process';
