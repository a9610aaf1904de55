import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { temporaryFolder } from '../support/store.ts'
import { storeContract } from './contract/contract.ts'

storeContract('SQLite', async (options) => {
  const opened = await openStore(join(temporaryFolder(), 'store.db'), options)
  if (opened.kind === 'fault') throw new Error(opened.sentence)
  onTestFinished(() => opened.store.close())
  return opened.store
})
