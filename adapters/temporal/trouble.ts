import { isGrpcServiceError, ServiceError } from '@temporalio/client';

/** gRPC: cancelled, deadline exceeded, resource exhausted, aborted, unavailable. */
const TROUBLE = new Set([1, 4, 8, 10, 14]);

/** Whether the engine did not answer, so that asking again may help. */
export const isTrouble = (error: unknown): boolean => {
  if (isGrpcServiceError(error)) return TROUBLE.has(error.code);
  if (error instanceof ServiceError) return !isGrpcServiceError(error.cause) || TROUBLE.has(error.cause.code);
  return error instanceof Error && /UpdateRPCTimeout|Failed to connect/.test(`${error.name} ${error.message}`);
};
