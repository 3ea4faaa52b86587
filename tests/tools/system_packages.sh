#!/bin/sh
# Installs, on Debian and as root, the system packages that the tests need and this machine lacks.
# Elsewhere it does nothing: the tests name at their end what they could not run.
set -eu

wanted=""
lacks() { command -v "$1" >/dev/null 2>&1 || wanted="$wanted $2"; }
lacks soffice libreoffice-calc
lacks Xvfb xvfb
lacks xdotool xdotool
lacks pdftoppm poppler-utils
lacks node nodejs
lacks npm npm
python3 -c "import tkinter" >/dev/null 2>&1 || wanted="$wanted python3-tk"
[ -e /usr/lib/python3/dist-packages/uno.py ] || wanted="$wanted python3-uno"
[ -e /usr/share/fonts/truetype/crosextra/Carlito-Regular.ttf ] || wanted="$wanted fonts-crosextra-carlito"

[ -n "$wanted" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing system packages for the tests:$wanted …"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086 # a list of words on purpose
    apt-get install -y -qq --no-install-recommends $wanted >/dev/null
else
    echo "Some tests need what is not here:$wanted. They are named at the end."
fi
