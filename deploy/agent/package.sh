#!/usr/bin/env bash
# Builds the agent's packages: a tar.gz with its own trimmed Java, and a .deb around the same files.
# package.sh JDK JAR LIBRARIES OUT JAR-NAME...   (called by ./kentongan package)
set -euo pipefail
export LC_ALL=C
jdk=$1 jar=$2 libraries=$3 out=$4
shift 4
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
say() { printf '%s\n' "$*" >&2; }

version=$(unzip -p "$jar" META-INF/MANIFEST.MF | tr -d '\r' | sed -n 's/^Implementation-Version: //p')
version=${version/-SNAPSHOT/}
case $(uname -m) in
  x86_64) architecture=amd64 ;;
  aarch64) architecture=arm64 ;;
  *) architecture=$(uname -m) ;;
esac
name=kentongan-agent-$version-linux-$architecture
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/$name
mkdir -p "$tree/bin" "$tree/lib" "$out"

say "  our own Java, trimmed"
"$jdk/bin/jlink" --strip-debug --no-header-files --no-man-pages --compress zip-6 --output "$tree/java" \
  --add-modules java.base,java.logging,java.management,java.naming,java.sql,java.xml,jdk.crypto.ec,jdk.httpserver,jdk.unsupported
# What classes look like when loaded, kept ready: less memory of our own and a faster start.
"$tree/java/bin/java" -XX:+UseSerialGC -Xshare:dump >/dev/null 2>&1 ||
  say "  the archive of Java's classes could not be made; the agent starts a little slower"

# The server's classes and pages stay at home.
mkdir "$work/classes"
(cd "$work/classes" && unzip -q "$jar" 'kentongan/*' 'META-INF/MANIFEST.MF' \
  -x 'kentongan/web/*' 'kentongan/store/*' 'kentongan/courier/*' 'kentongan/pipeline/*' 'kentongan/intake/*' 'kentongan/demo/*' 'kentongan/boot/demo/*' 'kentongan/exercise/*' 2>/dev/null || [ $? -le 11 ])
(cd "$work/classes" && "$jdk/bin/jar" --create --file "$tree/lib/kentongan.jar" --manifest META-INF/MANIFEST.MF kentongan)
for one in "$@"; do
  cp "$libraries/$one"-[0-9]*.jar "$tree/lib/"
done
# Of the native libraries those of this machine's kind.
for file in "$tree"/lib/sqlite-jdbc-*.jar; do
  keep=org/sqlite/native/Linux/$(uname -m)/
  unzip -Z1 "$file" 'org/sqlite/native/*' | grep -v -e "^$keep" -e '/$' | xargs -r zip -q -d "$file" >/dev/null
done
for file in "$tree"/lib/zstd-jni-*.jar; do
  keep=linux/$architecture/
  unzip -Z1 "$file" '*.so' '*.dll' '*.dylib' '*.jnilib' 2>/dev/null | grep -v "^$keep" | xargs -r zip -q -d "$file" >/dev/null
done
cp "$here/kentongan-agent" "$tree/bin/"
cp "$here/java.flags" "$here/agent.yaml" "$here/kentongan-agent.service" "$tree/"
cp "$here/../../docs/reference/agent.md" "$tree/"
chmod -R u+rwX,go+rX,go-w "$tree"

tar --sort=name --owner=0 --group=0 --numeric-owner -C "$work" -czf "$out/$name.tar.gz" "$name"
say "  $out/$name.tar.gz ($(du -h "$out/$name.tar.gz" | cut -f1))"

deb=$work/deb
mkdir -p "$deb/DEBIAN" "$deb/opt" "$deb/usr/bin" "$deb/etc/kentongan" "$deb/lib/systemd/system" "$deb/usr/share/doc/kentongan-agent"
cp -r "$tree" "$deb/opt/kentongan-agent"
mv "$deb/opt/kentongan-agent/agent.yaml" "$deb/etc/kentongan/agent.yaml"
mv "$deb/opt/kentongan-agent/kentongan-agent.service" "$deb/lib/systemd/system/"
mv "$deb/opt/kentongan-agent/agent.md" "$deb/usr/share/doc/kentongan-agent/"
chmod 0640 "$deb/etc/kentongan/agent.yaml"
ln -s /opt/kentongan-agent/bin/kentongan-agent "$deb/usr/bin/kentongan-agent"
cp "$here/postinst" "$here/prerm" "$here/postrm" "$deb/DEBIAN/"
echo /etc/kentongan/agent.yaml >"$deb/DEBIAN/conffiles"
cat >"$deb/DEBIAN/control" <<CONTROL
Package: kentongan-agent
Version: $version
Architecture: $architecture
Maintainer: Kentongan <kentongan@localhost>
Installed-Size: $(du -sk "$deb" | cut -f1)
Depends: libc6, zlib1g, passwd
Section: admin
Priority: optional
Description: watches an office's sites and logs for Kentongan
 Asks its checks, watches its pages, reads its logs, keeps each fact on disk
 and sends the facts to headquarters. Brings its own Java.
CONTROL
(cd "$deb" && find . -type f ! -path './DEBIAN/*' -printf '%P\0' | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
file=$out/kentongan-agent_${version}_$architecture.deb
if command -v dpkg-deb >/dev/null; then
  dpkg-deb --root-owner-group -Zgzip --build "$deb" "$file" >/dev/null
else
  # A .deb is an ar archive of three members.
  echo 2.0 >"$work/debian-binary"
  tar --sort=name --owner=0 --group=0 --numeric-owner -C "$deb/DEBIAN" -czf "$work/control.tar.gz" .
  tar --sort=name --owner=0 --group=0 --numeric-owner -C "$deb" --exclude=./DEBIAN -czf "$work/data.tar.gz" .
  {
    printf '!<arch>\n'
    for member in debian-binary control.tar.gz data.tar.gz; do
      printf '%-16s%-12s%-6s%-6s%-8s%-10s`\n' "$member" 0 0 0 100644 "$(stat -c %s "$work/$member")"
      cat "$work/$member"
      [ $(($(stat -c %s "$work/$member") % 2)) = 0 ] || printf '\n'
    done
  } >"$file"
fi
say "  $file ($(du -h "$file" | cut -f1))"
