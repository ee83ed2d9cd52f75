import { defineSearchAttributeKey } from '@temporalio/common';

/** What operators find runs by. Never encrypted, so nothing secret. */
export const SEARCH = {
  tenantId: defineSearchAttributeKey('TenantId', 'KEYWORD'),
  titleId: defineSearchAttributeKey('TitleId', 'KEYWORD'),
  ingestId: defineSearchAttributeKey('IngestId', 'KEYWORD'),
  stage: defineSearchAttributeKey('Stage', 'KEYWORD'),
  verdict: defineSearchAttributeKey('Verdict', 'KEYWORD'),
  failureCode: defineSearchAttributeKey('FailureCode', 'KEYWORD'),
};
