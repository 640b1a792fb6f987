#!/bin/sh
# Installs the engines that tests of scans and office formats use, where the machine allows it; says so where it does not.
set -u
missing=""
tesseract --list-langs 2>/dev/null | grep -q "^vie" || missing="$missing tesseract-ocr tesseract-ocr-vie"
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-writer-nogui libreoffice-calc-nogui"
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1 || {
    apt-get update -qq >/dev/null 2>&1
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1
  } || echo "không cài được / could not install:$missing" >&2
else
  echo "thiếu / missing:$missing (apt-get install$missing)" >&2
fi
exit 0
