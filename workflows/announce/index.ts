export { webhookRetry } from './webhook-retry';
