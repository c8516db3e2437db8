#!/usr/bin/env bash
# A real WordPress on loopback, with users and application passwords that the tests know.
#
#   boot-wordpress.sh PORT   start; prints KEY=VALUE lines, and returns when it answers
#   boot-wordpress.sh stop PORT      stop it, and forget everything that was in it
#
# WordPress and what it needs come from Debian's own packages, unpacked but not installed (no Apache,
# no questions), into ${COPYDESK_CACHE:-~/.cache/copydesk}/wordpress; the first start takes half a
# minute, later ones about ten seconds. Each port is a site of its own, with a database of its own.
# WP_SECONDS is the longest that one request may work (processor time), 1 by default: the tests'
# destinations settle in 1,500 ms because of it. With WP_OWNER=PID the site stops when that process
# is gone, however it went. Needs the packages that `./dev setup` installs.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
cache=${COPYDESK_CACHE:-$HOME/.cache/copydesk}/wordpress
PATH=$PATH:/usr/sbin

usage() { sed -n '4,5s/^# *//p' "$0" >&2; exit 2; }
command=start
[ "${1:-}" = stop ] && { command=stop; shift; }
port=${1:-}
[[ $port =~ ^[0-9]+$ ]] || usage
run=$cache/run/$port
root=$cache/unpacked/usr/share/wordpress
url=http://127.0.0.1:$port

# Ends a process group that this script started (PHP's workers are in their parent's group).
end_group() {
  [ -f "$1" ] || return 0
  local group; group=$(<"$1")
  kill -TERM -- "-$group" 2>/dev/null || true
  for _ in $(seq 100); do kill -0 -- "-$group" 2>/dev/null || break; sleep 0.1; done
  kill -KILL -- "-$group" 2>/dev/null || true
  rm -f "$1"
}

stop() {
  end_group "$run/php.pid"
  # Nothing in the database is worth a tidy end: the folder goes in the next line.
  [ -f "$run/database.pid" ] && kill -KILL -- "-$(<"$run/database.pid")" 2>/dev/null || true
  rm -rf "$run"
}

# Waits until "$@" succeeds; says what was waited for if it never does.
wait_for() {
  local what=$1; shift
  for _ in $(seq 600); do "$@" >/dev/null 2>&1 && return 0; sleep 0.05; done
  echo "boot-wordpress: $what did not come up; see $run/*.log" >&2
  exit 1
}

unpack() {
  local debs=$cache/debs fresh=$cache/unpacking
  rm -rf "$debs" "$fresh"; mkdir -p "$debs" "$fresh"
  (cd "$debs" && apt-get -qq -o APT::Sandbox::User=root download wordpress \
    wordpress-theme-twentytwentythree php-getid3 libphp-phpmailer \
    libjs-underscore libjs-cropper libjs-lodash libjs-jquery-ui)
  for deb in "$debs"/*.deb; do dpkg-deb -x "$deb" "$fresh"; done
  echo '<?php require getenv("WP_CONFIG");' >"$fresh/usr/share/wordpress/wp-config.php"
  # An empty database that every site starts from.
  mariadb-install-db --no-defaults --datadir="$fresh/database" --user="$(id -un)" \
    --auth-root-authentication-method=normal --skip-test-db >"$cache/install-db.log" 2>&1
  rm -rf "$cache/unpacked"; mv "$fresh" "$cache/unpacked"; rm -rf "$debs"
}

start_database() {
  cp -r "$cache/unpacked/database" "$run/database"
  setsid nice -n 5 mariadbd --no-defaults --user="$(id -un)" --datadir="$run/database" \
    --socket="$run/db.sock" --pid-file="$run/mariadb.pid" --skip-networking --skip-log-bin \
    --innodb-flush-log-at-trx-commit=0 --innodb-buffer-pool-size=32M --innodb-log-file-size=16M \
    --performance-schema=off >"$run/database.log" 2>&1 </dev/null &
  echo $! >"$run/database.pid"
  wait_for 'the database' mariadb --no-defaults -uroot -S "$run/db.sock" \
    -e 'create database if not exists wp character set utf8mb4'
}

[ "$command" = stop ] && { stop; exit 0; }
mkdir -p "$cache"
# Two test binaries may start at once on a machine that has never seen WordPress.
exec 9>"$cache/unpack.lock"; flock 9
[ -d "$cache/unpacked" ] || unpack >&2
exec 9>&-

stop
mkdir -p "$run"/content/{uploads,mu-plugins,plugins} "$run"/{tmp,trouble}
ln -s "$root/wp-content/themes" "$run/content/themes"
cp "$here/wordpress/trouble.php" "$run/content/mu-plugins/"
export WP_CONFIG=$here/wordpress/config.php WP_RUN=$run WP_ROOT=$root WP_URL=$url TMPDIR=$run/tmp
php=(php -d upload_max_filesize=64M -d post_max_size=72M -d memory_limit=256M
  -d opcache.enable_cli=1 -d display_errors=0 -d log_errors=1 -d "error_log=$run/php.log")

start_database
"${php[@]}" "$here/wordpress/install.php" >"$run/known"
PHP_CLI_SERVER_WORKERS=4 setsid nice -n 5 "${php[@]}" -d "max_execution_time=${WP_SECONDS:-1}" \
  -S "127.0.0.1:$port" -t "$root" "$here/wordpress/router.php" >"$run/server.log" 2>&1 </dev/null &
echo $! >"$run/php.pid"
wait_for WordPress curl -fs -o /dev/null "$url/wp-json/"
if [ -n "${WP_OWNER:-}" ]; then
  # In a session of its own: whoever ends the owner's whole group does not end the watch as well.
  setsid sh -c 'tail --pid="$1" -f /dev/null; "$2" stop "$3"' watch "$WP_OWNER" "$(readlink -f "$0")" "$port" \
    >/dev/null 2>&1 </dev/null &
fi
echo "url=$url"
echo "run=$run"
cat "$run/known"
