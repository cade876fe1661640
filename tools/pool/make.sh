#!/bin/sh
# tools/pool/make.sh OUT [--shards 10] [--pairs 1000] [--seed 1] [--damage 0]; needs hype-cli/target/hype.jar (./hype builds it).
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
jar="$root/hype-cli/target/hype.jar"
output=$1
shift
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
javac -d "$classes" -cp "$jar" "$root"/tools/pool/*.java
java -cp "$classes:$jar" MakePool --output "$output" "$@"
