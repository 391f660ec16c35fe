FROM node:24.21.0-bookworm-slim
WORKDIR /jieli
COPY --chown=node . .
RUN npx -y pnpm@12 install --frozen-lockfile && node scripts/build.mjs
RUN mkdir /data && chown node /data
USER node
ENV JIELI_HOST=0.0.0.0 JIELI_DATA_DIR=/data
VOLUME /data
EXPOSE 8080
# Not through pnpm: the server itself is then process 1 and hears SIGTERM.
CMD ["node", "scripts/start.mjs"]
