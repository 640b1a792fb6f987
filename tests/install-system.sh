#!/bin/sh
# Installs what the machine's own packages must give, where the machine allows it; says so where it does not.
#   install-system.sh        the engines of scans and office formats, which tests use
#   install-system.sh venv   what Python needs to make an environment (Debian keeps it apart)
set -u
missing=""
if [ "${1:-}" = venv ]; then
  "${PYTHON:-python3}" -c "import ensurepip" 2>/dev/null || missing="python3-venv"
else
  tesseract --list-langs 2>/dev/null | grep -q "^vie" || missing="$missing tesseract-ocr tesseract-ocr-vie"
  command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-writer-nogui libreoffice-calc-nogui"
  # Slides have a program of their own, which lies beside the others.
  impress=$(dirname "$(readlink -f "$(command -v soffice || echo /usr/lib/libreoffice/program/soffice)")")/../share/registry/impress.xcd
  [ -f "$impress" ] || missing="$missing libreoffice-impress-nogui"
  command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
  # The driver of the browser tests is linked against it.
  ldconfig -p 2>/dev/null | grep -q libatomic.so.1 || [ -n "$(find /usr/lib /lib -name 'libatomic.so.1' 2>/dev/null | head -1)" ] || missing="$missing libatomic1"
  # What looks for barriers in the pages of the desk; the test says so where it is not there.
  AXE=4.14.1
  if [ ! -f tests/web/.npm/node_modules/axe-core/axe.min.js ] && command -v npm >/dev/null 2>&1; then
    npm install --silent --no-audit --no-fund --ignore-scripts --prefix tests/web/.npm "axe-core@$AXE" >/dev/null 2>&1 || echo "không cài được / could not install: axe-core" >&2
  fi
fi
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1 || {
    apt-get update -qq >/dev/null 2>&1
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1
  } || echo "không cài được / could not install: $missing" >&2
else
  echo "thiếu / missing: $missing (apt-get install $missing)" >&2
fi
exit 0
