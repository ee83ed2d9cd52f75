/** The front door of the rights slice. */
export * from './avails-contract';
export * from './calendar-contract';
export * from './window-contract';
