import { describe } from 'vitest'
import { deskContract } from './desk.ts'
import type { OpenEmpty } from './given.ts'
import { outboxContract } from './outbox.ts'
import { recordingContract } from './recording.ts'

/** What any store promises, whatever keeps it: all of it through the ports that `openStore` gives. */
export function storeContract(name: string, open: OpenEmpty): void {
  describe(`the store on ${name}`, () => {
    recordingContract(open)
    outboxContract(open)
    deskContract(open)
  })
}
