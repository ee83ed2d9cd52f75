export { collectInvoice } from './collect';
export { subscriptionProcess } from './subscription';
