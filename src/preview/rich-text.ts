import { LIMITS as L } from './limits.ts'
import { fields, flag, list, number, oneOf, text, typed, url } from './shape.ts'

/** The shape of rich text: runs with styles, in sections, lists, quotes and code. */

const style = fields(
  {},
  {
    bold: flag,
    italic: flag,
    strike: flag,
    code: flag,
    underline: flag,
    highlight: flag,
    client_highlight: flag,
    unlink: flag,
  },
)
const long = text(L.text)
const run = { style }
const inline = typed({
  text: fields({ text: long }, run),
  link: fields({ url: url(L.url) }, { ...run, text: text(L.text, 0), unsafe: flag }),
  user: fields({ user_id: text(50) }, run),
  channel: fields({ channel_id: text(50) }, run),
  usergroup: fields({ usergroup_id: text(50) }, run),
  team: fields({ team_id: text(50) }, run),
  emoji: fields(
    { name: text(100) },
    { ...run, unicode: text(100), skin_tone: number(1, 6), url: url(L.url) },
  ),
  broadcast: fields({ range: oneOf('here', 'channel', 'everyone') }, run),
  color: fields({ value: text(20) }, run),
  date: fields(
    { timestamp: number(0, 9_999_999_999), format: text(500) },
    { ...run, url: url(L.url), fallback: text(500) },
  ),
})
const section = fields({ elements: list(inline, 1000, 0) })
const border = { border: number(0, 1), indent: number(0, 8) }
export const richText = typed({
  rich_text: fields(
    {
      elements: list(
        typed({
          rich_text_section: section,
          rich_text_list: fields(
            {
              style: oneOf('bullet', 'ordered'),
              elements: list(typed({ rich_text_section: section }), 1000),
            },
            { ...border, offset: number(0, 10_000) },
          ),
          rich_text_quote: fields({ elements: list(inline, 1000) }, border),
          rich_text_preformatted: fields(
            { elements: list(inline, 1000) },
            { ...border, language: text(50) },
          ),
        }),
        1000,
      ),
    },
    { block_id: text(L.blockId) },
  ),
})
