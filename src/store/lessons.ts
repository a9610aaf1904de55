import { sql } from 'kysely'
import type { Database } from './database.ts'

/** A proposal that came of corrections and was accepted. */
export interface Lesson {
  /** What keeps stories out, and of which watch: in the words of the grammar. */
  words: string
  watch: string
  at: number
  teamId: string
  channelId: string
  userId: string
}

/** Those that were not taken back since, the oldest first. */
export async function findLessons(db: Database): Promise<Lesson[]> {
  const { rows } = await sql<Omit<Lesson, 'words' | 'watch'> & { what: string }>`
    select what, at, team_id as "teamId", channel_id as "channelId", user_id as "userId" from setting_change
    where what like 'added not:"%' and not exists (select 1 from setting_change as undo where undo.undoes = setting_change.id)
    order by id`.execute(db)
  return rows.flatMap(({ what, ...made }) => {
    const [, words, watch] = /^added not:"(.*?)" to (.*)$/s.exec(what) ?? []
    return words && watch ? [{ ...made, words, watch }] : []
  })
}
