/** The thread of `parse-aside.ts`: answers each document that it is sent. */

import { parentPort } from 'node:worker_threads'
import { type Document, parse } from './parse.ts'

parentPort?.on('message', async (document: Document) => {
  const { buffer, byteOffset, byteLength } = document.bytes
  // A Buffer arrives as a plain Uint8Array.
  const bytes = Buffer.from(buffer, byteOffset, byteLength)
  parentPort?.postMessage(await parse({ ...document, bytes }))
})
