import { inMessages, inViews } from './blocks.ts'
import { plain } from './elements.ts'
import { lengthOf } from './length.ts'
import { LIMITS as L } from './limits.ts'
import { type Flaw, fields, flag, isBag, list, text, typed } from './shape.ts'

/** What Slack would refuse: a message's blocks, or a view, as a whole. */

const messageShape = list(typed(inMessages), L.blocksPerMessage, 0)
const viewShape = list(typed(inViews), L.blocksPerView, 0)

/** Everything that Slack would refuse in a message's blocks, as `invalid_blocks` tells it. */
export function flawsOfMessageBlocks(value: unknown): Flaw[] {
  const flaws = messageShape(value, '/blocks')
  if (flaws.length > 0) return flaws
  const given = value as { type: string; text?: unknown }[]
  const count = (type: string) => given.filter((block) => block.type === type).length
  const markdown = given.filter((block) => block.type === 'markdown')
  return [
    ...repeatedIds(given, '/blocks'),
    ...tooMany(count('data_visualization'), L.chartsPerMessage, 'data_visualization'),
    ...tooMany(count('table'), L.tablesPerMessage, 'table'),
    ...(lengthOf(markdown) > L.markdown
      ? [{ at: '/blocks', says: `markdown blocks must be less than ${L.markdown + 1} characters` }]
      : []),
  ]
}

const tooMany = (count: number, max: number, type: string): Flaw[] =>
  count > max ? [{ at: '/blocks', says: `no more than ${max} ${type} blocks allowed` }] : []

const modal = fields(
  { title: plain(L.modalTitle), blocks: viewShape },
  {
    submit: plain(L.modalButton),
    close: plain(L.modalButton),
    private_metadata: text(L.privateMetadata, 0),
    callback_id: text(L.callbackId, 0),
    external_id: text(L.callbackId, 0),
    clear_on_close: flag,
    notify_on_close: flag,
    submit_disabled: flag,
  },
  (value, at) => {
    const view = value as { blocks: { type: string }[]; submit?: unknown }
    return view.submit === undefined && view.blocks.some((block) => block.type === 'input')
      ? [{ at, says: 'missing required field: submit' }]
      : []
  },
)
const home = fields(
  { blocks: viewShape },
  {
    private_metadata: text(L.privateMetadata, 0),
    callback_id: text(L.callbackId, 0),
    external_id: text(L.callbackId, 0),
  },
)

/** Everything that Slack would refuse in a view, as `invalid_arguments` tells it. */
export function flawsOfView(value: unknown, kinds: ('modal' | 'home')[]): Flaw[] {
  const shapes = Object.fromEntries(
    kinds.map((kind) => [kind, kind === 'modal' ? modal : home] as const),
  )
  const flaws = typed(shapes)(value, '/view')
  if (flaws.length > 0) return flaws
  return repeatedIds((value as { blocks: unknown[] }).blocks, '/view/blocks')
}

function repeatedIds(given: unknown[], at: string): Flaw[] {
  const seen = new Set<unknown>()
  return given.flatMap((block, index) => {
    if (!isBag(block)) return []
    const actions = actionIds(block)
    const twice = actions.filter((id, place) => actions.indexOf(id) !== place)
    const flaws = twice.map((id) => ({
      at: `${at}/${index}`,
      says: `\`action_id\` "${id}" already exists for another element in this block`,
    }))
    if (block.block_id !== undefined && seen.has(block.block_id)) {
      flaws.push({
        at: `${at}/${index}/block_id`,
        says: `\`block_id\` "${String(block.block_id)}" already exists`,
      })
    }
    seen.add(block.block_id)
    return flaws
  })
}

const actionIds = (block: Record<string, unknown>): unknown[] =>
  [block.elements, block.actions]
    .flatMap((inner) => (Array.isArray(inner) ? inner : []))
    .map((element) => (isBag(element) ? element.action_id : undefined))
    .filter((id) => id !== undefined)
