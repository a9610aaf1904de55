import type { Reply } from './reply.ts'
import { bold, code, coded, type Piece, paragraph, wordsOf } from './rich.ts'
import { clamp, escaped, listed } from './words.ts'

/** How to ask; with what was not understood, where something was asked. */
export const companyHelp = (asked: string, because: string | null): Reply =>
  help(asked, because, [
    '/company amazon',
    '/company amazon, google layoffs since 2024',
    '/company nvidia ai last 90 days',
  ])

/** @param isName whether a company may have been asked of, which is another command */
export const trendsHelp = (asked: string, because: string | null, isName = false): Reply =>
  help(asked, because, [
    ...(isName ? [`/company ${clamp(asked, 60)}`] : []),
    '/trends',
    '/trends 90d layoffs',
    '/trends 1y ai',
  ])

/** For a command that is called otherwise in the app's settings. */
export function unknownCommand(name: string): Reply {
  const pieces: Piece[] = ['I do not know ', code(clamp(name, 40)), ...coded(mine)]
  return { text: escaped(wordsOf(pieces)), blocks: [paragraph(...pieces)] }
}

const mine =
  '. My commands are `/company`, `/trends` and `/watch`, or any names that end so. Whoever manages the app can name it so under "Slash Commands" in its settings; a mention or a direct message is understood too.'

function help(asked: string, because: string | null, examples: readonly string[]): Reply {
  const said = asked.trim() === '' ? '' : ` in "${clamp(asked.trim(), 100)}"`
  const wrong = because === null ? [] : [`Not understood${said}: ${clamp(because, 200)}.`]
  return {
    text: escaped([...wrong, `For example: ${examples.join(' · ')}`].join(' ')),
    blocks: [
      ...wrong.map((text) => paragraph(text)),
      paragraph(
        bold('For example: '),
        ...examples.flatMap((example, index) =>
          index === 0 ? [code(example)] : ['  ', code(example)],
        ),
      ),
    ],
  }
}

/** An answer to the rest of a question, and the words that it leaves aside. */
export function notUnderstood(reply: Reply, ignored: readonly string[]): Reply {
  const left = listed(ignored.map((words) => `"${clamp(words, 60)}"`))
  const [first, ...blocks] = reply.blocks
  const line = paragraph(`Not understood, and left aside: ${left}.`)
  return {
    text: `${reply.text} ${escaped(`Not understood, and left aside: ${left}.`)}`,
    blocks: first ? [first, line, ...blocks] : [line],
  }
}
