#!/bin/sh
# Fetches the photographs that the photo tests are judged on: the test images of two Debian source
# packages (exiv2 and ExifTool), from cameras, agencies and people who break decoders for a living.
# They are other people's files and stay out of the checkout, in a cache folder that is kept.
# Prints that folder. Needs apt, tar and the net the first time, and no rights.
set -eu

packages="exiv2 libimage-exiftool-perl"
corpus="${COPYDESK_CACHE:-$HOME/.cache/copydesk}/photo-corpus"

if [ -f "$corpus/complete" ]; then
    echo "$corpus"
    exit 0
fi

mkdir -p "$(dirname "$corpus")"
work="$(mktemp -d "$corpus.XXXXXX")"
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/apt/lists/partial" "$work/apt/archives/partial" "$work/apt/parts" "$work/files"

# This machine's own mirrors know the sources too: the same address, suite and component as the
# packages themselves, but deb-src.
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
signed=""
[ -f "$keyring" ] && signed="[signed-by=$keyring] "
for package in $packages; do apt-cache policy "$package"; done |
    sed -n 's|^ *[0-9-]* \([a-z]*:/[^ ]*\) \([^ /]*\)/\([^ ]*\) .*Packages$|deb-src '"$signed"'\1 \2 \3|p' |
    sort -u >"$work/apt/sources.list"
if [ ! -s "$work/apt/sources.list" ]; then
    echo "The photo corpus cannot be fetched: apt on this machine knows neither $packages. Run apt-get update." >&2
    exit 1
fi

apt() {
    apt-get -qq -o Dir::Etc::SourceList="$work/apt/sources.list" -o Dir::Etc::SourceParts="$work/apt/parts" \
        -o Dir::State::lists="$work/apt/lists" -o Dir::Cache="$work/apt" -o Dir::Cache::archives="$work/apt/archives" \
        -o APT::Sandbox::User= -o Debug::NoLocking=1 -o Acquire::Retries=3 "$@"
}
apt update >&2
for package in $packages; do
    (
        mkdir "$work/$package"
        cd "$work/$package"
        apt source --download-only "$package" >&2
        mkdir "$work/files/$package"
        for archive in *.orig.tar.*; do
            case "$archive" in *.asc) continue ;; esac
            tar -xf "$archive" -C "$work/files/$package" --no-same-owner --no-same-permissions
        done
    )
done

touch "$work/files/complete"
rm -rf "$corpus"
mv "$work/files" "$corpus"
echo "$corpus"
