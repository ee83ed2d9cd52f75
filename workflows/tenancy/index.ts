export { testDataErasure } from './test-data-erasure';
