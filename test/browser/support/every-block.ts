/** One message of each kind of block, and a modal with each kind of element. */

export const plain = (text: string) => ({ type: 'plain_text', text })
const raw = (text: string) => ({ type: 'raw_text', text })
const run = (text: string, style?: object) => ({ type: 'text', text, ...(style && { style }) })
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements })
const option = (text: string) => ({ text: plain(text), value: text })

export const hostile = '<!channel> *bold?* <b>html?</b> &amp; `code?` <https://evil.example|here>'

export const richText = {
  type: 'rich_text',
  elements: [
    section(
      run('bold', { bold: true }),
      run(' and '),
      run('struck', { strike: true }),
      run(' '),
      { type: 'link', url: 'https://a.example/', text: 'a link' },
      run(' '),
      { type: 'emoji', name: 'warning' },
      run(' '),
      { type: 'date', timestamp: 1_763_900_000, format: '{date_num} {time}', fallback: 'then' },
    ),
    {
      type: 'rich_text_list',
      style: 'ordered',
      elements: [section(run('first')), section(run('second'))],
    },
    { type: 'rich_text_quote', elements: [run(hostile)] },
    { type: 'rich_text_preformatted', elements: [run('preformatted')] },
  ],
}

const categories = ['Q1', 'Q2', 'Q3']
const series = (name: string, values: number[]) => ({
  name,
  data: values.map((value, index) => ({ label: categories[index], value })),
})

const charts = (['bar', 'line', 'area'] as const).map((type) => ({
  type: 'data_visualization',
  title: `A ${type} chart`,
  chart: {
    type,
    series: [series('Jobs', [100, 14_000, 16_000]), series('Events', [4, 9000, 12_000])],
    axis_config: { categories, x_label: 'Quarter', y_label: 'Jobs' },
  },
}))

const pie = {
  type: 'data_visualization',
  title: 'A pie chart',
  chart: {
    type: 'pie',
    segments: [
      { label: 'Layoffs', value: 3 },
      { label: 'AI', value: 1 },
    ],
  },
}

const dataTable = {
  type: 'data_table',
  caption: 'Events, newest first',
  page_size: 3,
  rows: [
    [raw('Company'), raw('Jobs')],
    ...['Meta', 'HP', 'Amazon', 'Intel', 'Chegg'].map((name, index) => [
      raw(name),
      { type: 'raw_number', value: (index * 7) % 5, text: `${(index * 7) % 5} jobs` },
    ]),
  ],
}

const elements = [
  { type: 'button', action_id: 'plain', text: plain('Plain') },
  { type: 'button', action_id: 'primary', text: plain('Primary'), style: 'primary' },
  {
    type: 'button',
    action_id: 'danger',
    text: plain('Danger'),
    style: 'danger',
    confirm: {
      title: plain('Are you sure?'),
      text: plain('It cannot be undone.'),
      confirm: plain('Do it'),
      deny: plain('Leave it'),
    },
  },
  {
    type: 'static_select',
    action_id: 'select',
    placeholder: plain('Pick one'),
    options: ['One', 'Two'].map(option),
  },
  { type: 'overflow', action_id: 'more', options: ['Why this?', 'Mute Amazon'].map(option) },
  { type: 'datepicker', action_id: 'date' },
]

/** In messages that Slack takes: no more than two charts and one table in each. */
export const messages: object[][] = [
  [
    { type: 'header', text: plain('Amazon cuts about 16,000 jobs') },
    { type: 'section', text: { type: 'mrkdwn', text: '*bold* _italic_ ~struck~ `code` :tada:' } },
    { type: 'section', fields: [plain('Field one'), { type: 'mrkdwn', text: '*Field* two' }] },
    { type: 'divider' },
    richText,
    {
      type: 'context',
      elements: [{ type: 'mrkdwn', text: 'context <!date^1763900000^{date_num}|x>' }],
    },
    { type: 'actions', elements },
  ],
  [charts[0] ?? {}, charts[1] ?? {}, dataTable],
  [charts[2] ?? {}, pie],
  [
    { type: 'markdown', text: '# A heading\n\n- one\n- **two**\n\n[a link](https://a.example)' },
    {
      type: 'table',
      rows: [
        [raw('A'), raw('B')],
        [raw('1'), richText],
      ],
    },
    {
      type: 'card',
      title: { type: 'mrkdwn', text: '*A card*' },
      body: { type: 'mrkdwn', text: 'its body' },
      actions: [{ type: 'button', action_id: 'card', text: plain('Open') }],
    },
    {
      type: 'container',
      title: plain('A container'),
      is_collapsible: true,
      child_blocks: [{ type: 'section', text: plain('inside it') }],
    },
    { type: 'image', image_url: 'https://a.example/x.png', alt_text: 'A picture from elsewhere' },
  ],
]

const input = (id: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(`Label of ${id}`),
  optional: true,
  element: { action_id: id, ...element },
  ...more,
})

export const modal = {
  type: 'modal',
  callback_id: 'all',
  title: plain('Every input'),
  submit: plain('Save'),
  blocks: [
    { type: 'alert', level: 'warning', text: plain('An alert in a modal') },
    input(
      'words',
      { type: 'plain_text_input', max_length: 20 },
      { optional: false, hint: plain('A hint') },
    ),
    input('long', { type: 'plain_text_input', multiline: true }),
    input('number', { type: 'number_input', is_decimal_allowed: false }),
    input('one', { type: 'static_select', options: ['One', 'Two'].map(option) }),
    input('many', { type: 'multi_static_select', options: ['Amazon', 'Meta', 'HP'].map(option) }),
    input('boxes', { type: 'checkboxes', options: ['Layoffs', 'AI'].map(option) }),
    input('radio', { type: 'radio_buttons', options: ['Update', 'Thread'].map(option) }),
    input('channel', { type: 'conversations_select' }),
    input('day', { type: 'datepicker' }),
    input('hour', { type: 'timepicker' }),
  ],
}
