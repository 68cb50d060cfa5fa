# slim is Debian: the bank is tested on its C library, and native packages are built for it. Alpine would save
# about 30 MB, and has another C library.
FROM oven/bun:1.4.5-slim AS build
WORKDIR /build
COPY package.json bun.lock bunfig.toml ./
RUN bun install --frozen-lockfile --production
COPY tsconfig.json build.ts ./
COPY migrations migrations
COPY lua lua
COPY clients/typescript clients/typescript
COPY src src
RUN bun run build

FROM oven/bun:1.4.5-slim
ARG VERSION=unversioned
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Petbank" \
      org.opencontainers.image.description="A bank for Pet Simulator 99 pets and gems" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

# The only place that the bank may write to. A fresh volume takes over its owner.
RUN install -d -o bun -g bun -m 700 /data
VOLUME ["/data"]

WORKDIR /app
# dist contains everything except the package that draws pictures, which is native code.
COPY --from=build /build/node_modules/@napi-rs node_modules/@napi-rs
COPY LICENSE bunfig.toml ./
COPY --from=build /build/dist dist
COPY --chmod=755 deploy/petbank ./

ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATABASE_URL=file:/data/petbank.db \
    PATH=/app:$PATH

# As a number, so that Kubernetes can see that it is not root.
USER 1000:1000
EXPOSE 3000
STOPSIGNAL SIGTERM
# Checks that the bank is ready, not only alive: what waits for "healthy" wants to send requests.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["bun", "-e", "process.exit((await fetch('http://127.0.0.1:' + Bun.env.PORT + '/readyz')).ok ? 0 : 1)"]
ENTRYPOINT ["petbank"]
CMD ["start"]
