# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by ./run and ./check: brings a bare Debian 12 or 13 to where Vakhta builds. Does nothing,
# quickly, where everything is there already.

build_packages=(
    build-essential cmake ninja-build pkg-config ccache mold
    qt6-base-dev qt6-websockets-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools
    qt6-l10n-tools linguist-qt6 qtkeychain-qt6-dev
    libqt6sql6-sqlite qt6-qpa-plugins libqt6svg6
    libboost-dev libjwt-dev libsodium-dev libssl-dev libtomlplusplus-dev
    fonts-inter fonts-dejavu-core
)
test_packages=(curl openssl sqlite3 nginx nodejs python3 python3-websockets)

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }

# install_packages NAME…: those that are missing, with one apt-get.
install_packages() {
    local missing=() name
    for name in "$@"; do
        dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    if ! command -v apt-get >/dev/null; then
        say "Vakhta needs these packages, and this is not a Debian: ${missing[*]}"
        return 1
    fi
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { say "As root: apt-get install ${missing[*]}"; return 1; }
        as_root=(sudo)
    fi
    say "Installing ${#missing[@]} packages: ${missing[*]}"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 -q update >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 -q install -y \
        --no-install-recommends "${missing[@]}" >&2 || return 1
    # Debian starts a web server with its package, on port 80 and at every boot: the tests start their own.
    case " ${missing[*]} " in *' nginx '*)
        if [ -d /run/systemd/system ]; then
            "${as_root[@]}" systemctl disable --now nginx >&2 || true
        else
            "${as_root[@]}" service nginx stop >&2 || true
        fi
        ;;
    esac
}

# build PRESET [-DNAME=VALUE …] [TARGET …]: configures when needed, then builds the targets (or all).
build() {
    local preset=$1 folder argument definitions=() targets=()
    shift
    for argument in "$@"; do
        case $argument in -D*) definitions+=("$argument") ;; *) targets+=("$argument") ;; esac
    done
    case $preset in release) folder=build ;; *) folder=build-$preset ;; esac
    if [ ${#definitions[@]} -gt 0 ] || [ ! -f "$folder/build.ninja" ]; then
        cmake --preset "$preset" "${definitions[@]}" >&2 || return 1
    fi
    # On standard error: standard output belongs to what the caller was asked for.
    cmake --build "$folder" ${targets[@]:+--target "${targets[@]}"} >&2
}
