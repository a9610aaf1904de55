import type { Reply } from './reply.ts'
import { bold, bullets, code, paragraph } from './rich.ts'
import { clamp, escaped } from './words.ts'

const questions = [
  'amazon layoffs since june',
  'who cut most this month',
  'biggest AI rounds this week',
  'compare oracle and sap',
  'trends 90d',
  'watch list',
] as const

/** What can be asked in a mention or a direct message. */
export const talkHelp: Reply = {
  text: `Ask me, for example: ${questions.join(' · ')}`,
  blocks: [
    paragraph(bold('Ask me, for example:')),
    bullets(questions.map((question) => [code(question)])),
    paragraph('What follows watch is as in ', code('/watch help'), '.'),
  ],
}

/** Names what was not understood, with two questions that are. */
export function talkUnclear(words: string): Reply {
  const said = `I did not understand "${clamp(words, 200)}".`
  const [first, second] = questions
  return {
    text: escaped(`${said} For example: ${first} · ${second}`),
    blocks: [
      paragraph(said),
      paragraph(bold('For example: '), code(first), '  ', code(second), '  More: ', code('help')),
    ],
  }
}

/** As everybody sees it: what would share it is left out. */
export function openly(reply: Reply): Reply {
  const blocks = reply.blocks.flatMap((block) => {
    if (block.type !== 'actions' || !('elements' in block)) return [block]
    const elements = block.elements.filter((one) => !/_share$/.test(one.action_id ?? ''))
    return elements.length === 0 ? [] : [{ ...block, elements }]
  })
  return { text: reply.text, blocks }
}
