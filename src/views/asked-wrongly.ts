import type { Reply } from './reply.ts'
import { bold, code, paragraph } from './rich.ts'
import { clamp, escaped } from './words.ts'

export const companyHelp = (asked: string, because: string): Reply =>
  help(asked, because, [
    '/company amazon',
    '/company amazon, google layoffs since 2024',
    '/company nvidia ai 90d',
  ])

export const trendsHelp = (asked: string, because: string): Reply =>
  help(asked, because, ['/trends', '/trends 90d layoffs', '/trends 1y ai'])

/** What was not understood, and questions that are. */
function help(asked: string, because: string, examples: readonly string[]): Reply {
  const said = asked.trim() === '' ? '' : ` in "${clamp(asked.trim(), 100)}"`
  const text = `Not understood${said}: ${clamp(because, 200)}.`
  return {
    text: escaped(`${text} For example: ${examples.join(' · ')}`),
    blocks: [
      paragraph(text),
      paragraph(
        bold('For example: '),
        ...examples.flatMap((example, index) =>
          index === 0 ? [code(example)] : ['  ', code(example)],
        ),
      ),
    ],
  }
}
