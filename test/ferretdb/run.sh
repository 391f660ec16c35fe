#!/bin/sh
# Gives the store tests a server of the MongoDB protocol: FerretDB with its SQLite back end.
#
#   test/ferretdb/run.sh COMMAND…   runs the command with JIELI_TEST_MONGODB_URL set; its exit code is ours
#   test/ferretdb/run.sh            prints the address and serves until interrupted or our parent ends
#   test/ferretdb/run.sh --build    only builds, so that a caller can tell a failed build from a failed test
#
# Needs Go. The binary is kept outside the tree and built again only when its source changes.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/jieli/ferretdb-v1.24.0
source=$(cat "$here/go.mod" "$here"/*.go | cksum | cut -d ' ' -f 1)
binary=$cache/ferretdb-$source

if ! command -v go >/dev/null 2>&1 && [ ! -x "$binary" ]; then
  echo "run.sh: FerretDB is built with Go, and no go command was found" >&2
  exit 69
fi

if [ ! -x "$binary" ]; then
  mkdir -p "$cache"
  echo "run.sh: building FerretDB (about a minute, once)" >&2
  (cd "$here" && CGO_ENABLED=0 GOFLAGS=-mod=readonly go build -o "$binary.$$" .) >&2
  mv "$binary.$$" "$binary"
fi

if [ "${1-}" = --build ]; then
  exit 0
fi
exec "$binary" "$@"
