import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backup } from '../../src/cli/backup.ts'
import { exportHistory } from '../../src/cli/export.ts'
import { feeds } from '../../src/cli/feeds.ts'
import { lessons } from '../../src/cli/lessons.ts'
import { move } from '../../src/cli/move.ts'
import { stats } from '../../src/cli/stats.ts'
import { openRun } from '../support/command.ts'
import { temporaryFolder } from '../support/store.ts'

const readers = [
  ['export', exportHistory, []],
  ['export --json', exportHistory, ['--json']],
  ['feeds', feeds, []],
  ['stats', stats, []],
  ['lessons', lessons, []],
  ['backup', backup, ['copy.db']],
  ['move', move, ['--to', 'sqlite:copy.db']],
] as const

test.each(readers)(
  '%s says that there is no database, whose the preview’s is, and makes none',
  async (_name, command, args) => {
    const folder = temporaryFolder()
    const { code, stdout, stderr } = await openRun(folder)(command, ...args)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toBe(
      `bellwether: there is no database at "${join(folder, 'x.db')}"; "start" makes it, but without Slack credentials it serves the preview's own\n`,
    )
    expect(readdirSync(folder)).toEqual([])
  },
)
