#!/bin/sh
# Fetches the pictures and their names into a folder: Debian's and npm's packages, at fixed versions, nothing else.
#   tools/train-mini/fetch.sh DATA
set -eu
data=${1:?usage: fetch.sh DATA}
mkdir -p "$data"
cd "$data"

if [ ! -d /usr/share/openclipart/png ] || [ ! -f /usr/share/dict/american-english ] || ! command -v rsvg-convert >/dev/null; then
    apt-get install -y -qq openclipart-png openclipart-svg librsvg2-bin wamerican \
        python3-torch python3-torchvision python3-onnx python3-numpy python3-pil
fi

# A package's checksum is checked by npm against the registry's; the versions below are those that the figures are of.
for package in emoji-datasource-google@16.0.0 fluentui-emoji@1.3.0 @lobehub/fluent-emoji-3d@1.1.0 \
        emojibase-data@17.0.0 openmoji@17.0.0; do
    name=$(echo "$package" | sed 's/^@//; s/@[^@]*$//; s,/,-,')
    [ -d "$name" ] && continue
    archive=$(npm pack --silent "$package")
    mkdir "$name.part"
    tar -xzf "$archive" -C "$name.part" --strip-components=1
    mv "$name.part" "$name"
    rm "$archive"
done
