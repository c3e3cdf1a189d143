#!/usr/bin/env bash
# Build the wheel and try it as a stranger would: in fresh environments, in a folder far from the source,
# with the newest and with the oldest dependencies that it allows, and with a third-party plugin beside it.
# $1: the Python that has hatchling.
set -euo pipefail

python=$(realpath --no-symlinks "$1")
source=$(pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

echo "Building"
"$python" -m hatchling build --target wheel --target sdist --directory "$place/dist" >"$place/build.log" 2>&1 || {
    cat "$place/build.log"
    exit 1
}
wheel=$(echo "$place"/dist/*.whl)

# The same pins as everywhere, as constraints: the wheel's own requirements decide what is installed.
sed -E '/^ +--hash/d; s/ *\\$//' requirements.lock >"$place/newest.txt"
"$python" - >"$place/oldest.txt" <<'PYTHON'
import tomllib
with open("pyproject.toml", "rb") as file:
    for requirement in tomllib.load(file)["project"]["dependencies"]:
        print(requirement.replace(">=", "=="))
PYTHON

# What the commands below read is copied: nothing may reach back into the source.
cp -r examples "$place/examples"
cd "$place"
unset PYTHONPATH
path=$PATH

try() {
    local name=$1
    echo "== the $name dependencies"
    "$python" -m venv "$place/$name"
    local pip=("$place/$name/bin/python" -m pip --disable-pip-version-check --quiet --no-input)
    "${pip[@]}" install --constraint "$place/$name.txt" "$wheel"
    export PATH="$place/$name/bin:$path"

    python - "$source" <<'PYTHON'
import importlib, sys
from importlib.metadata import entry_points
names = ["docmeta", "docmeta_schemas", "pyspark_docmeta", *(point.value for point in entry_points(group="docmeta"))]
for name in names:
    home = importlib.import_module(name).__file__
    if home.startswith(sys.argv[1] + "/"):
        sys.exit(f"{name} comes from the source folder: {home}")
print(f"{len(names)} packages, all from the wheel")
PYTHON

    docmeta formats >before.txt
    if grep -q markdown before.txt; then
        echo "the example plugin is listed before it is installed" >&2
        exit 1
    fi
    docmeta convert examples/korea.txt --to ead3 --quiet -o "$name.xml"
    docmeta convert "$name.xml" --to jsonl --quiet -o "$name.jsonl"
    docmeta show "$name.jsonl" >/dev/null
    test -s "$name.jsonl"

    echo "The example plugins, and their own tests"
    "${pip[@]}" install hatchling pytest hypothesis
    for format in markdown ris; do
        "${pip[@]}" install --no-build-isolation --no-deps "$place/examples/docmeta-$format"
        docmeta formats | grep "$format"
        docmeta convert examples/korea.txt --to "$format" --quiet -o "$name.$format"
        test -s "$name.$format"
        python -m pytest -q -p no:cacheprovider "examples/docmeta-$format"
    done

    echo "A new plugin, as it is made"
    docmeta plugins new cards --output "$place/$name-new"
    "${pip[@]}" install --no-build-isolation --no-deps "$place/$name-new/docmeta-cards"
    docmeta convert examples/korea.txt --to cards --quiet -o "$name.cards"
    python -m pytest -q -p no:cacheprovider "$place/$name-new/docmeta-cards"
    "${pip[@]}" uninstall --yes docmeta-cards
}

try newest
try oldest
cmp newest.xml oldest.xml
cmp newest.jsonl oldest.jsonl
cmp newest.markdown oldest.markdown
cmp newest.ris oldest.ris
echo "Both wrote the same bytes"
