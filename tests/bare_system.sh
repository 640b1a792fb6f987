#!/bin/sh
# Proves the README's two commands on a machine that has nothing: builds a fresh Debian with python3, make and apt-get alone, clones the
# project into it, and runs `make demo` and `make test` there; then once more as a user without rights, with LANG=C, a home folder that
# cannot be written, and a path with blanks and Vietnamese letters; then as a user who has the wheel alone and no make.
#
#   tests/bare_system.sh [FOLDER]     root only, Linux with debootstrap; FOLDER (default: a new one in /tmp) gets the root, about 3 GB
#
# What this machine says of package sources, proxies and certificates is copied into the root and nothing else of it. Every mount lives
# in a namespace of its own and is gone when the script ends. SUITE and STAGES ("plain hard wheel") can be set in the environment.
set -eu

project=$(cd "$(dirname "$0")/.." && pwd)
if [ "${TRICHYEU_BARE:-}" != inside ]; then
  [ "$(id -u)" = 0 ] || { echo "root only / chỉ chạy với quyền root" >&2; exit 3; }
  command -v debootstrap >/dev/null || apt-get install -y -qq debootstrap >/dev/null
  root=${1:-$(mktemp -d /tmp/bare.XXXXXX)/root}
  TRICHYEU_BARE=inside exec unshare --mount --propagation private "$0" "$root"
fi
root=$1

if [ ! -x "$root/usr/bin/make" ]; then
  suite=${SUITE:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
  mirror=$(sed -n 's/^URIs: *//p; s/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\) .*/\2/p' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -1)
  debootstrap --variant=minbase --include=python3,make "$suite" "$root" "$mirror"
fi

copy() { # what of the host's settings the root needs to reach the same package sources
  for item in "$@"; do
    [ -e "$item" ] || continue
    mkdir -p "$root$(dirname "$item")"
    cp -aL "$item" "$root$(dirname "$item")/" 2>/dev/null || true
  done
}
copy /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/apt.conf.d /etc/apt/auth.conf.d /etc/apt/trusted.gpg.d /usr/share/keyrings \
  /etc/resolv.conf /etc/hosts /etc/pip.conf /root/.config/pip /etc/ssl/certs /usr/local/share/ca-certificates
carried=$(env | grep -v '^PIP_FIND_LINKS=' | grep -iE '^(PIP_|SSL_CERT|[A-Z_]*CA_BUNDLE|https?_proxy|no_proxy)' || true)
echo "$carried" | sed 's/^[^=]*=//' | while read -r value; do case $value in /*) copy "$value" ;; esac; done

mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"

inside() { # inside USER HOME FOLDER COMMAND: with the carried settings and no other variable of this machine
  user=$1 home=$2 folder=$3 command=$4
  quoted=$(echo "$carried" | sed "s/'/'\\\\''/g; s/^\([^=]*\)=\(.*\)$/export \1='\2';/")
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME="$home" USER="$user" ${LANG_INSIDE:+LANG=$LANG_INSIDE} \
    chroot --userspec="$user" "$root" sh -c "$quoted cd \"\$1\" && $command" sh "$folder"
}
settings() { # the root's pip settings for every user
  [ -d "$root/root/.config/pip" ] && [ ! -e "$root/etc/pip.conf" ] && cp "$root/root/.config/pip/pip.conf" "$root/etc/pip.conf"
  return 0
}
settings
clone() { # a clean clone; nothing that is not committed comes along
  rm -rf "$root$1"
  mkdir -p "$root$(dirname "$1")"
  git clone --quiet "$project" "$root$1"
}

stages=${STAGES:-plain hard wheel}
case $stages in *plain*)
  echo "== plain: root, no locale, no git"
  clone /srv/trichyeu
  inside root /root /srv/trichyeu "dpkg-query -f '\${Package}\n' -W | wc -l && make demo && make test"
  ;;
esac
case $stages in *hard*)
  echo "== hard: a user without rights, LANG=C, a home folder that cannot be written, blanks and Vietnamese letters in the path"
  folder="/srv/Văn phòng số 2/Trích yếu (bản thử)"
  chroot "$root" sh -c "id canbo >/dev/null 2>&1 || useradd --no-create-home --shell /bin/sh canbo"
  clone "$folder"
  chroot "$root" chown -R canbo "/srv/Văn phòng số 2"
  mkdir -p "$root/srv/home"
  chmod 555 "$root/srv/home"
  chmod 1777 "$root/tmp"
  # Without rights nothing can be installed: root does it once, as on any office machine (the stage "plain" has done so already).
  inside root /root "$folder" "sh tests/install-system.sh venv && sh tests/install-system.sh"
  LANG_INSIDE=C inside canbo /srv/home "$folder" "make demo && make test"
  ;;
esac
case $stages in *wheel*)
  echo "== wheel: the package alone in a new environment, far from the checkout"
  clone /srv/trichyeu-source
  rm -rf "$root/srv/wheel" "$root/srv/bàn làm việc"
  mkdir -p "$root/srv/bàn làm việc"
  inside root /root /srv "sh trichyeu-source/tests/install-system.sh venv && python3 -m venv wheel &&
    wheel/bin/pip install --quiet ./trichyeu-source && rm -rf trichyeu-source &&
    cd 'bàn làm việc' && ../wheel/bin/trichyeu demo && ../wheel/bin/trichyeu verify output/demo/trichyeu.db"
  ;;
esac
echo "== passed: $stages"
