// Plain JavaScript, so that a Node too old to run the program can still say so.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 24 || (major === 24 && minor < 15)) {
  process.stderr.write(
    `bellwether needs Node 24.15 or newer, and this is ${process.version}. "npm ci" brings one along where it is built for this machine; else install Node 24.\n`,
  )
  process.exit(1)
}
