import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/**
 * Bundles the preview's page into the one file that is committed and served.
 * `--check` writes nothing and fails where that file is not what the source makes.
 */
const root = new URL('../src/preview/page/', import.meta.url)
const out = new URL('dist/page.html', root)

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [new URL(entry, root).pathname],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2023',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
  })
  return outputFiles[0]?.text ?? ''
}

const [script, style] = await Promise.all([bundle('main.tsx'), bundle('page.css')])
const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bellwether preview</title>
<link rel="icon" href="data:,">
<style>${style.trim()}</style>
</head>
<body><script>${script.trim().replaceAll('</script', '<\\/script')}</script></body>
</html>
`
const size = `${(gzipSync(html).length / 1000).toFixed(1)} kB gzipped`

if (process.argv.includes('--check')) {
  if (readFileSync(out, 'utf8') !== html) {
    console.error('src/preview/page/dist/page.html is not current: npm run build:page')
    process.exit(1)
  }
  console.log(`the page is current, ${size}`)
} else {
  mkdirSync(new URL('.', out), { recursive: true })
  writeFileSync(out, html)
  console.log(`wrote the page, ${size}`)
}
