# Debian, not Alpine: Temporal's native worker needs glibc.
FROM node:24-bookworm-slim AS build
WORKDIR /dayshift
COPY . .
# Built with everything, then installed again with what production needs: pnpm cannot prune a workspace.
RUN node scripts/bootstrap.mjs build \
 && rm -rf node_modules packages/*/node_modules temporal/*/node_modules apps/*/node_modules test/node_modules \
 && node scripts/bootstrap.mjs pnpm install --prod --frozen-lockfile

FROM node:24-bookworm-slim
ENV NODE_ENV=production
# Volumes take the owner of the folder they are first mounted on. Temporal's native worker verifies TLS with the system's certificates.
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && mkdir /data /keys \
 && chown node:node /data /keys
WORKDIR /dayshift
COPY --from=build /dayshift .
USER node
VOLUME /data
CMD ["node", "apps/api/src/main.ts"]
