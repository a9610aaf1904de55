# A tag moves with every mended fault of the system under it; a build that must not move names a digest: node@sha256:…
ARG NODE_IMAGE=node:24-slim
FROM ${NODE_IMAGE}
# As glibc is by itself, with an area of memory for each thread and ever larger pieces kept for later, a process holds some 30 MB more
# that it does not use.
ENV NODE_ENV=production MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=32768
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The image brings Node itself; the one from npm is for machines with an older Node.
RUN npm ci --omit=dev && rm -rf node_modules/node node_modules/node-bin-* node_modules/node-linux-* node_modules/.bin/node
COPY bin ./bin
COPY src ./src
COPY config ./config
COPY scripts/build.ts ./scripts/
RUN node bin/build.js
RUN mkdir data && chown node:node data
USER node
VOLUME /app/data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "--max-old-space-size=1280", "dist/main.js", "start"]
