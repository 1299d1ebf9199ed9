#!/bin/sh
# Waits until the server takes requests and makes sure that the namespace exists. Dayshift sets its retention itself.
set -eu
attempts=0
until temporal operator cluster health; do
  attempts=$((attempts + 1))
  if [ "$attempts" -ge 60 ]; then
    echo "Temporal did not become healthy at $TEMPORAL_ADDRESS" >&2
    exit 1
  fi
  sleep 2
done
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 30d
