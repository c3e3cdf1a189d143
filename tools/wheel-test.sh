#!/usr/bin/env bash
# Build the wheel and try it as a stranger would: in a fresh environment, in a folder far from the source,
# with a third-party plugin installed beside it.  $1: the Python that has hatchling.
set -euo pipefail

python=$(realpath --no-symlinks "$1")
source=$(pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

echo "Building"
"$python" -m hatchling build --target wheel --target sdist --directory "$place/dist" >"$place/build.log" 2>&1 || { cat "$place/build.log"; exit 1; }
wheel=$(echo "$place"/dist/*.whl)

# The same pins as everywhere, as constraints: the wheel's own requirements decide what is installed.
sed -E '/^ +--hash/d; s/ *\\$//' requirements.lock >"$place/constraints.txt"

echo "Installing $(basename "$wheel") in a fresh environment"
"$python" -m venv "$place/env"
pip=("$place/env/bin/python" -m pip --disable-pip-version-check --quiet --no-input)
"${pip[@]}" install --constraint "$place/constraints.txt" "$wheel"

# What the commands below read is copied: nothing may reach back into the source.
cp -r examples "$place/examples"
cd "$place"
unset PYTHONPATH
export PATH="$place/env/bin:$PATH"

python - "$source" <<'PYTHON'
import importlib, sys
from importlib.metadata import entry_points
source = sys.argv[1]
names = ["docmeta", "docmeta_schemas", *(point.value for point in entry_points(group="docmeta"))]
for name in names:
    home = importlib.import_module(name).__file__
    if home.startswith(source + "/"):
        sys.exit(f"{name} comes from the source folder: {home}")
print(f"{len(names)} packages come from the wheel")
PYTHON

echo "Converting with nothing but the core dependencies"
docmeta formats >formats-before.txt
if grep -q markdown formats-before.txt; then
    echo "the example plugin is listed before it is installed" >&2
    exit 1
fi
docmeta convert examples/korea.txt --to ead3 -o korea.xml
docmeta convert korea.xml --to jsonl -o korea.jsonl
docmeta show korea.jsonl >/dev/null
test -s korea.jsonl

echo "Adding the example plugin"
"${pip[@]}" install --constraint "$place/constraints.txt" hatchling pytest hypothesis
"${pip[@]}" install --no-build-isolation --no-deps "$place/examples/docmeta-markdown"
docmeta formats | tee formats-after.txt | grep markdown
docmeta convert examples/korea.txt --to markdown -o korea.md
test -s korea.md

echo "Running the plugin's own tests"
python -m pytest -q -p no:cacheprovider examples/docmeta-markdown
