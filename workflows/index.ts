/** Every workflow the orchestration pool runs; the entry of the workflow bundle. */
export * from './announce';
export * from './billing';
export * from './channels';
export * from './rights';
export * from './supply-chain';
export * from './tenancy';
