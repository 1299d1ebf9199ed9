#!/bin/sh
# Creates or upgrades Temporal's two databases. Runs at every start and is safe to repeat: the first two commands only
# succeed on an empty server, and the third fails when they should have succeeded and did not.
set -eu
case "$SQL_PASSWORD" in
  *change-me*)
    echo "Production does not start on example secrets: set POSTGRES_PASSWORD in .env." >&2
    exit 1
    ;;
esac
for database in temporal temporal_visibility; do
  part=${database#temporal_}
  temporal-sql-tool --db "$database" create || true
  temporal-sql-tool --db "$database" setup-schema -v 0.0 || true
  temporal-sql-tool --db "$database" update-schema -d "/etc/temporal/schema/postgresql/v12/$part/versioned"
done
