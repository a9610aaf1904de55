import {
  anyText,
  button,
  contextActions,
  image,
  imageFields,
  inputs,
  interactive,
  mrkdwn,
  plain,
} from './elements.ts'
import { lengthOf } from './length.ts'
import { LIMITS as L } from './limits.ts'
import { richText } from './rich-text.ts'
import {
  type Flaw,
  fields,
  flag,
  list,
  number,
  oneOf,
  rule,
  type Shape,
  text,
  typed,
  url,
} from './shape.ts'

/** The shape of every block. */

const own = { block_id: text(L.blockId) }
const rawText = fields({ text: text(L.dataTableText) })
const rawNumber = fields({ value: number(-Infinity, Infinity, false), text: text(200) })
const cell = typed({ raw_text: rawText, raw_number: rawNumber, rich_text: richText })
const sameWidth = rule(
  (value) => new Set((value.rows as unknown[][]).map((row) => row.length)).size === 1,
  'all rows must have the same number of cells',
)

const card = fields(
  {},
  {
    ...own,
    hero_image: typed({ image }),
    icon: typed({ image }),
    title: mrkdwn(L.cardTitle),
    subtitle: mrkdwn(L.cardSubtitle),
    body: mrkdwn(L.cardBody),
    actions: list(typed({ button }), L.cardActions),
  },
  rule(
    (value) => Boolean(value.hero_image ?? value.title ?? value.body ?? value.actions),
    'must have at least one of hero_image, title, actions or body',
  ),
)

const label = text(L.chartLabel)
const point = fields({ label, value: number(-Infinity, Infinity, false) })
const series = fields({ name: label, data: list(point, L.chartPoints) })
const axis = fields(
  { categories: list(label, L.chartPoints) },
  { x_label: text(L.chartAxisLabel), y_label: text(L.chartAxisLabel) },
)
const agrees = rule((chart) => {
  const { categories } = chart.axis_config as { categories: string[] }
  const drawn = chart.series as { name: string; data: { label: string }[] }[]
  return (
    new Set(drawn.map((one) => one.name)).size === drawn.length &&
    drawn.every((one) => one.data.map((at) => at.label).join('\n') === categories.join('\n'))
  )
}, 'series names must be unique and their labels must match the categories')
const plotted = fields({ series: list(series, L.chartSeries), axis_config: axis }, {}, agrees)

const blocks: Record<string, Shape> = {
  section: fields(
    {},
    {
      ...own,
      text: anyText(L.sectionText),
      fields: list(anyText(L.sectionField), L.sectionFields),
      accessory: typed({ ...interactive, image }),
      expand: flag,
    },
    rule((value) => Boolean(value.text ?? value.fields), 'missing required field: text or fields'),
  ),
  header: fields({ text: plain(L.header) }, own),
  divider: fields({}, own),
  context: fields(
    {
      elements: list(
        typed({ image, plain_text: anyText(L.sectionField), mrkdwn: anyText(L.sectionField) }),
        L.contextElements,
      ),
    },
    own,
  ),
  context_actions: fields({ elements: list(typed(contextActions), L.contextActions) }, own),
  actions: fields(
    {
      elements: list(
        typed({ ...interactive, rich_text_input: inputs.rich_text_input }),
        L.actionsElements,
      ),
    },
    own,
  ),
  image: fields(
    imageFields.required,
    { ...own, ...imageFields.optional, title: plain(L.imageTitle) },
    imageFields.also,
  ),
  input: fields(
    {
      label: plain(L.inputLabel),
      element: typed({
        ...interactive,
        ...inputs,
        button: () => [{ at: '', says: 'unsupported type: button' }],
      }),
    },
    { ...own, hint: plain(L.inputHint), optional: flag, dispatch_action: flag },
  ),
  rich_text: richText,
  markdown: fields({ text: text(L.markdown) }, own),
  table: fields(
    { rows: list(list(cell, L.tableColumns), L.tableRows) },
    {
      ...own,
      column_settings: list(
        fields({}, { align: oneOf('left', 'center', 'right'), is_wrapped: flag }),
        L.tableColumns,
      ),
    },
  ),
  data_table: fields(
    {
      rows: list(list(cell, L.tableColumns), L.dataTableRows, 2),
      caption: text(L.dataTableText),
    },
    {
      ...own,
      page_size: number(1, L.dataTablePage),
      row_header_column_index: number(0, L.tableColumns - 1),
    },
    (value, at) => [
      ...sameWidth(value, at),
      ...headerIsPlain(value, at),
      ...(lengthOf((value as { rows: unknown }).rows) > L.dataTableText
        ? [{ at, says: `must be less than ${L.dataTableText + 1} characters` }]
        : []),
    ],
  ),
  data_visualization: fields(
    {
      title: text(L.chartTitle),
      chart: typed({
        pie: fields({
          segments: list(fields({ label, value: number(0, Infinity, false) }), L.chartSeries),
        }),
        bar: plotted,
        line: plotted,
        area: plotted,
      }),
    },
    own,
  ),
  card,
  carousel: fields({ elements: list(typed({ card }), L.carouselCards) }, own),
  video: fields(
    {
      video_url: url(L.url),
      thumbnail_url: url(L.url),
      alt_text: text(L.altText),
      title: plain(L.videoTitle),
    },
    {
      ...own,
      title_url: url(L.url),
      author_name: text(L.videoAuthor),
      provider_name: text(L.videoAuthor),
      provider_icon_url: url(L.url),
      description: plain(L.videoTitle),
    },
  ),
  file: fields({ source: oneOf('remote'), external_id: text(255) }, own),
}

function headerIsPlain(value: unknown, at: string): Flaw[] {
  const [head = []] = (value as { rows: { type: string }[][] }).rows
  return head.flatMap((one, index) =>
    one.type === 'rich_text'
      ? [{ at: `${at}/rows/0/${index}`, says: 'unsupported type: rich_text' }]
      : [],
  )
}

const childTypes = [
  'actions',
  'context',
  'divider',
  'file',
  'header',
  'image',
  'input',
  'rich_text',
  'section',
  'table',
  'video',
]
const container = fields(
  {
    child_blocks: list(
      typed(
        Object.fromEntries(Object.entries(blocks).filter(([type]) => childTypes.includes(type))),
      ),
      L.containerChildren,
    ),
  },
  {
    ...own,
    title: plain(L.containerTitle),
    rich_text_title: richText,
    subtitle: anyText(L.containerTitle),
    width: oneOf('narrow', 'standard', 'wide', 'full'),
    icon: typed({ image }),
    is_collapsible: flag,
    default_collapsed: flag,
    has_header_divider: flag,
  },
  rule((value) => Boolean(value.title ?? value.rich_text_title), 'missing required field: title'),
)

/** What may stand in a message. */
export const inMessages: Record<string, Shape> = { ...blocks, container }
const alert = fields(
  { text: anyText(L.alertText) },
  { ...own, level: oneOf('default', 'info', 'warning', 'error', 'success') },
)
const { file: _, ...anywhere } = inMessages
/** What may stand in a modal or the Home tab. */
export const inViews = { ...anywhere, alert }
