#!/usr/bin/env bash
# Installs the programs of the system that some tests start, where that is allowed, and says what is missing.
#
# Needs root or a sudo that asks nothing. It never fails: without these programs
# musren works, and the tests that start them are skipped (a failure where CI=true).
set -u

wanted=()

want_program() { # program, packages that bring it
  local program=$1
  shift
  command -v "$program" >/dev/null 2>&1 || wanted+=("$@")
}

want_package() { # package
  dpkg-query --show --showformat='${Status}' "$1" 2>/dev/null | grep -q 'ok installed' || wanted+=("$1")
}

if ! command -v apt-get >/dev/null 2>&1; then
  echo "system packages: no apt-get here, so nothing is installed"
else
  want_program chromium chromium
  want_program soffice libreoffice-writer-nogui libreoffice-calc-nogui
  want_program pdftoppm poppler-utils
  want_program redis-server redis-server
  want_package fonts-liberation
  want_package fonts-urw-base35
  want_package fonts-dejavu-core
fi

install_wanted() {
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true >/dev/null 2>&1; then
      echo "system packages: missing and not installed (this needs root): ${wanted[*]}"
      return
    fi
    as_root=(sudo)
  fi
  echo "system packages: installing ${wanted[*]}"
  local log
  log=$(mktemp)
  if "${as_root[@]}" apt-get update >"$log" 2>&1 &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes \
      --no-install-recommends "${wanted[@]}" >>"$log" 2>&1; then
    echo "system packages: installed"
  else
    echo "system packages: apt-get could not install them; its last lines were:"
    tail -n 5 "$log"
  fi
  rm -f "$log"
}

[ "${#wanted[@]}" -eq 0 ] || install_wanted

command -v chromium >/dev/null 2>&1 || echo "system packages: no chromium, so the browser tests will be skipped"
command -v soffice >/dev/null 2>&1 || echo "system packages: no soffice (LibreOffice), so the PDF tests will be skipped"
command -v pdftoppm >/dev/null 2>&1 || echo "system packages: no pdftoppm (poppler-utils), so tests that look at PDF pages will be skipped"
command -v redis-server >/dev/null 2>&1 || echo "system packages: no redis-server, so the tests of several workers will be skipped"
exit 0
