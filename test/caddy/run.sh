#!/bin/sh
# Builds the proxy that compose.yaml puts before the servers, and prints where it lies, or runs it:
#
#   test/caddy/run.sh ARGUMENTS…   runs caddy with the arguments; its exit code is ours
#   test/caddy/run.sh              prints the path of the program
#
# Needs Go. The program is kept outside the tree and built again only when its source changes.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/jieli/caddy-v2.10.0
source=$(cat "$here/go.mod" "$here"/*.go | cksum | cut -d ' ' -f 1)
binary=$cache/caddy-$source

if [ ! -x "$binary" ]; then
  if ! command -v go >/dev/null 2>&1; then
    echo "run.sh: Caddy is built with Go, and no go command was found" >&2
    exit 69
  fi
  mkdir -p "$cache"
  echo "run.sh: building Caddy (some minutes, once)" >&2
  (cd "$here" && CGO_ENABLED=0 GOFLAGS=-mod=readonly go build -o "$binary.$$" .) >&2
  mv "$binary.$$" "$binary"
fi

if [ $# -eq 0 ]; then
  echo "$binary"
  exit 0
fi
exec "$binary" "$@"
