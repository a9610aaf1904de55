import type { Clock } from '../ports.ts'
import { noDatabase } from './database.ts'
import { isAbsent } from './examine.ts'
import { type OpenedStore, openStore } from './open-store.ts'
import { nameOf } from './postgres/address.ts'

/** For whoever only reads history: as `openStore`, but nothing is made where there is no database. */
export async function openToRead(database: string, clock: Clock): Promise<OpenedStore> {
  if (!(await isAbsent(database))) return openStore(database, { owner: null, clock })
  return { kind: 'fault', fault: 'absent', sentence: noDatabase(nameOf(database)) }
}
