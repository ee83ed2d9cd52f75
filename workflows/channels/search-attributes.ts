import { defineSearchAttributeKey } from '@temporalio/common';

/** What operators find runs of channels by. Never encrypted, so nothing secret. */
export const SEARCH = {
  tenantId: defineSearchAttributeKey('TenantId', 'KEYWORD'),
  titleId: defineSearchAttributeKey('TitleId', 'KEYWORD'),
  stage: defineSearchAttributeKey('Stage', 'KEYWORD'),
  failureCode: defineSearchAttributeKey('FailureCode', 'KEYWORD'),
};
