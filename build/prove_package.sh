#!/usr/bin/env bash
# Prove the .deb on a bare Debian 12: nothing there but what apt brings along with it.
#
#     sudo [SUITE=trixie] [MIRROR=URL] build/prove_package.sh [--deb FILE] [--older FILE] [--base DIR] [--all] [--keep]
#
# Needs root and debootstrap. Installs dist/tradedesk_*.deb (or FILE) with apt into a system made for it, checks that
# nothing of it is writable for users, runs --self-test and the whole job (--tour) as an ordinary user through the
# installed program, then removes the package: the user's ledger must be there as it was. --older installs that package
# first and lets its ledger be brought along. --base takes a copy of an untouched debootstrap instead of making one.
# --all also makes the .rpm of the same frozen program, has rpm install and remove it in the same system, and proves the
# Windows installer under Wine.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
mirror=${MIRROR:-http://deb.debian.org/debian}
suite=${SUITE:-bookworm}
deb="" older="" untouched="" keep="" all=""
while [ $# -gt 0 ]; do
    case $1 in
        --deb) deb=$2; shift ;;
        --older) older=$2; shift ;;
        --base) untouched=$2; shift ;;
        --keep) keep=yes ;;
        --all) all=yes ;;
        *) echo "unknown: $1" >&2; exit 2 ;;
    esac
    shift
done
[ "$(id -u)" = 0 ] || { echo "debootstrap needs root" >&2; exit 2; }
[ -n "$deb" ] || deb=$(ls -t "$here"/dist/tradedesk_*.deb | head -n 1)

base=$(mktemp -d "${TMPDIR:-/tmp}/bare-package.XXXXXX")
chmod 755 "$base"
system=$base/system
tidy() {
    for mounted in dev/shm dev/pts proc; do
        if mountpoint -q "$system/$mounted"; then umount -l "$system/$mounted"; fi
    done
    if [ -n "$keep" ]; then echo "kept: $system"; else rm -rf --one-file-system "$base"; fi
}
trap tidy EXIT

step() { printf '\n== %s\n' "$*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }

step "a bare Debian ($suite)"
if [ -n "$untouched" ]; then cp -a "$untouched" "$system"
else debootstrap --variant=minbase "$suite" "$system" "$mirror" > "$base/debootstrap.log"; fi
mount -t proc proc "$system/proc"
mount -t devpts devpts "$system/dev/pts"
mkdir -p "$system/dev/shm" && mount -t tmpfs -o size=512m,mode=1777 tmpfs "$system/dev/shm"
cp -L /etc/resolv.conf "$system/etc/resolv.conf"
cp -L /etc/ssl/certs/ca-certificates.crt "$base/certificates.crt"
mkdir -p "$system/etc/ssl/certs" && cp "$base/certificates.crt" "$system/etc/ssl/certs/ca-certificates.crt"
grep -rhiE '^Acquire::(http|https)::' /etc/apt/apt.conf /etc/apt/apt.conf.d > "$system/etc/apt/apt.conf.d/90way" 2>/dev/null || true
kept=(LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin)
ways=()
for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
    if [ -n "${!name:-}" ]; then ways+=("$name=${!name}"); fi
done
as_root() { env -i HOME=/root DEBIAN_FRONTEND=noninteractive "${kept[@]}" "${ways[@]}" chroot "$system" "$@"; }
as_trader() { env -i HOME=/home/trader "${kept[@]}" chroot --userspec=trader:trader "$system" "$@"; }
as_root useradd --create-home trader
python_there=$(as_root sh -c 'command -v python3 || true')
[ -z "$python_there" ] || fail "there is a Python already"
as_root apt-get update -qq

install() {
    cp "$1" "$system/tmp/package.deb"
    as_root apt-get install -y -qq --no-install-recommends --allow-downgrades /tmp/package.deb > "$base/apt.log" 2>&1 \
        || { tail -n 20 "$base/apt.log"; fail "apt did not install $1"; }
    as_root dpkg-query --show --showformat '${Package} ${Version} is installed\n' tradedesk
}

if [ -n "$older" ]; then
    step "first the older package, and the whole job with it"
    install "$older"
    as_trader tradedesk --tour /home/trader/tour > "$base/older.json" || { cat "$base/older.json"; fail "the older tour"; }
    mkdir -p "$system/home/trader/.local/share"
    cp -a "$system/home/trader/tour/profile" "$system/home/trader/.local/share/tradedesk"
    as_root chown -R trader:trader /home/trader
    rm -rf "$system/home/trader/tour"
fi

step "apt installs $(basename "$deb")"
before=$(as_root dpkg-query --show | wc -l)
install "$deb"
echo "packages that came along: $(($(as_root dpkg-query --show | wc -l) - before))"
[ -z "$(as_root find /usr/lib/tradedesk /usr/bin/tradedesk ! -type l -perm /022)" ] || fail "files that users may change"
for file in applications/tradedesk.desktop metainfo/tradedesk.metainfo.xml mime/packages/tradedesk.xml \
    icons/hicolor/scalable/apps/tradedesk.svg man/man1/tradedesk.1.gz; do
    # minbase leaves manuals out; then dpkg does too.
    [ -e "$system/usr/share/$file" ] || echo "not there: $file"
done
lacking=$(as_root sh -c 'find /usr/lib/tradedesk -type f \( -name "*.so*" -o -name tradedesk \) -exec ldd {} + 2>/dev/null' \
    | grep 'not found' | sort -u || true)
[ -z "$lacking" ] || { echo "$lacking"; fail "libraries that no dependency brings"; }

step "tradedesk --self-test"
as_trader sh -c 'cd /tmp && tradedesk --self-test'
as_trader sh -c 'cd /tmp && tradedesk --self-test --language zh_CN' | tail -n 1

step "tradedesk --tour: a list in, an update written, handed over, found in the log"
as_trader sh -c 'cd /tmp && tradedesk --tour /home/trader/tour' > "$base/tour.json" || { cat "$base/tour.json"; fail "the tour"; }
grep -E '"(ok|seconds|state|fingerprint|subject)"' "$base/tour.json"
[ -s "$system/home/trader/tour/draft.eml" ] || fail "no draft"

step "the window on a display (Xvfb of this machine, if it is there)"
own=$system/home/trader/.local/share/tradedesk
if command -v xvfb-run > /dev/null && command -v xwininfo > /dev/null; then
    # Only this part shares anything with the machine around: the display's socket.
    mkdir -p "$system/tmp/.X11-unix" && mount --bind /tmp/.X11-unix "$system/tmp/.X11-unix"
    export system own base
    xvfb-run -a -s "-screen 0 1280x800x24 -ac" bash -c '
        env -i HOME=/home/trader DISPLAY="$DISPLAY" LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin \
            chroot --userspec=trader:trader "$system" tradedesk > "$base/window.log" 2>&1 &
        for _ in $(seq 100); do
            sleep 0.1
            if xwininfo -root -tree | grep -qE "TradeDesk.*  [0-9]{3,4}x[0-9]{3}"; then
                sleep 2; import -window root /tmp/installed-window.png 2> /dev/null || true
                echo "the window is there"; touch "$own/seen"; break
            fi
        done
        kill $! || true; wait $! || true' || true
    umount -l "$system/tmp/.X11-unix"
    [ -e "$own/seen" ] || { cat "$base/window.log"; fail "no window came"; }
    rm "$own/seen"
else
    echo "left out: no xvfb-run or no xwininfo"
    mkdir -p "$own" && cp -a "$system/home/trader/tour/profile/ledger.tradedesk" "$own/"
fi
if [ -n "$older" ]; then
    copies=$(ls "$own/backups")
    echo "copies aside after the upgrade: ${copies:-none (the schema is the same)}"
fi

print() { (cd "$1" && find . -type f -exec sha256sum {} + | sort -k 2); }
# $@ removes the program: it says where the ledger lies and leaves it alone, and nothing else of the program is left.
removed_by() {
    print "$own" > "$base/before"
    [ -s "$base/before" ] || fail "there was no ledger to keep"
    "$@" 2>&1 | grep -F '.local/share/tradedesk' || fail "it did not say where the ledger lies"
    print "$own" > "$base/after"
    cmp "$base/before" "$base/after" || fail "the user's folder was touched"
    left=$(as_root find /usr /etc /var /opt -xdev -iname '*tradedesk*' -not -path '/var/lib/apt/*' -not -path '/var/cache/*' -not -path '/var/log/*')
    [ -z "$left" ] || { echo "$left"; fail "left behind"; }
}
step "apt removes it"
removed_by as_root apt-get purge -y -qq tradedesk

if [ -n "$all" ]; then
    step "rpm installs the .rpm where the .deb was, and removes it"
    python3 "$here/build/package.py" rpm --keep > "$base/rpm.log" || { cat "$base/rpm.log"; fail "no .rpm"; }
    tail -n 1 "$base/rpm.log"
    rpm=$(ls -t "$here"/dist/tradedesk-*.rpm | head -n 1)
    # dpkg knows nothing of rpm's names: whether the system has what is asked for is read from its libraries.
    rpm -qp --requires "$rpm" | grep '()(64bit)$\|(.*)(64bit)$' | sort -u > "$base/asked"
    find "$system/usr/lib" -name '*.so*' -not -type d | /usr/lib/rpm/elfdeps --provides | sort -u > "$base/there"
    [ -z "$(comm -23 "$base/asked" "$base/there")" ] || { comm -23 "$base/asked" "$base/there"; fail "nobody has these"; }
    # Debian's rpm says each time that Debian is not made for it.
    in_rpm() { rpm --root "$system" --dbpath /var/lib/rpm "$@" 2> >(grep -v '^rpm: ' >&2); }
    in_rpm --install --nodeps "$rpm"
    echo "asks for $(wc -l < "$base/asked") things of libraries, all there; $(in_rpm -ql tradedesk | wc -l) files"
    in_rpm --verify --nodeps tradedesk || fail "not as it was packed"
    as_trader sh -c 'cd /tmp && tradedesk --self-test' | tail -n 1
    removed_by in_rpm --erase tradedesk
    step "the Windows installer under Wine"
    python3 "$here/build/prove_windows.py"
fi

step "the package installs, works and goes, and the ledger stays"
