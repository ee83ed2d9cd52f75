#!/bin/sh
# Make the namespace and the search attributes that Headend's workflows carry. May run any number of times.
# Reads TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE.
set -eu

until temporal operator cluster health >/dev/null 2>&1; do
  echo 'Waiting for Temporal'
  sleep 2
done
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 30d
# A namespace is known to every part of the server some seconds after it is made.
until temporal operator search-attribute list --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; do
  sleep 1
done
for name in TenantId TitleId IngestId EndpointId Stage Verdict Profile FailureCode; do
  temporal operator search-attribute create --namespace "$TEMPORAL_NAMESPACE" --name "$name" --type Keyword
done
temporal operator search-attribute create --namespace "$TEMPORAL_NAMESPACE" --name Priority --type Int
