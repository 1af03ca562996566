#!/usr/bin/env bash
# Prove the README's two commands on a bare Debian 12: Python, git and certificates, nothing else.
#
#     sudo [SUITE=trixie] [MIRROR=URL] build/prove_bare.sh [--quick] [--keep]
#
# Needs root and debootstrap. Makes a small system in a temporary folder, clones the committed state of this repository
# into it, runs the commands as the README writes them, and removes the system again (--keep leaves it for a look).
set -euo pipefail

repository=$(cd "$(dirname "$0")/.." && pwd)
mirror=${MIRROR:-http://deb.debian.org/debian}
suite=${SUITE:-bookworm}
quick="" keep=""
for word in "$@"; do
    case $word in
        --quick) quick=--quick ;;
        --keep) keep=yes ;;
        *) echo "unknown: $word" >&2; exit 2 ;;
    esac
done
[ "$(id -u)" = 0 ] || { echo "debootstrap needs root" >&2; exit 2; }

base=$(mktemp -d "${TMPDIR:-/tmp}/bare-machine.XXXXXX")
system=$base/system
tidy() {
    for mounted in dev/shm dev/pts proc; do
        mountpoint -q "$system/$mounted" && umount -l "$system/$mounted"
    done
    if [ -n "$keep" ]; then echo "kept: $system"; else rm -rf --one-file-system "$base"; fi
}
trap tidy EXIT

step() { printf '\n== %s\n' "$*"; }

step "a bare Debian ($suite)"
debootstrap --variant=minbase --include=python3,git,ca-certificates "$suite" "$system" "$mirror" > "$base/debootstrap.log"
mount -t proc proc "$system/proc"
mount -t devpts devpts "$system/dev/pts"
mkdir -p "$system/dev/shm" && mount -t tmpfs -o size=512m tmpfs "$system/dev/shm"

# The way to the registries is this machine's: name servers, proxies, certificates. Nothing else comes along.
cp -L /etc/resolv.conf "$system/etc/resolv.conf"
cp -L /etc/ssl/certs/ca-certificates.crt "$system/etc/ssl/certs/ca-certificates.crt"
grep -rhiE '^Acquire::(http|https)::' /etc/apt/apt.conf /etc/apt/apt.conf.d > "$system/etc/apt/apt.conf.d/90way" 2>/dev/null || true
{
    echo "[global]"
    echo "cert = /etc/ssl/certs/ca-certificates.crt"
    for name in index-url proxy; do
        value=$(python3 -m pip config get "global.$name" 2>/dev/null) && echo "$name = $value"
    done || true
} > "$system/etc/pip.conf"
kept=(HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin)
for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY PIP_DEFAULT_TIMEOUT; do
    if [ -n "${!name:-}" ]; then kept+=("$name=${!name}"); fi
done
inside() { env -i "${kept[@]}" chroot "$system" sh -c "cd /root/tradedesk && $1"; }

step "git clone"
git clone -q "file://$repository" "$system/root/tradedesk"

step "python3 build/start.py --sample (no display: it says so)"
code=0
inside "python3 build/start.py --sample" || code=$?
[ "$code" = 2 ] || { echo "expected exit code 2, got $code" >&2; exit 1; }

step "python3 build/start.py --tour /root/tour"
inside "python3 build/start.py --tour /root/tour"
ls -l "$system/root/tour"

step "python3 build/check.py $quick"
inside "python3 build/check.py $quick"

step "both commands work on a bare machine"
