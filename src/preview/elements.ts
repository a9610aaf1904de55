import { LIMITS as L } from './limits.ts'
import { richText } from './rich-text.ts'
import {
  all,
  fields,
  flag,
  list,
  matching,
  number,
  oneOf,
  rule,
  text,
  typed,
  url,
} from './shape.ts'

/** The shapes of what stands inside blocks: text objects, options, interactive elements. */

const plainShape = (max: number) =>
  fields({ type: oneOf('plain_text'), text: text(max) }, { emoji: flag })
const mrkdwnShape = (max: number) =>
  fields({ type: oneOf('mrkdwn'), text: text(max) }, { verbatim: flag })

export const plain = (max: number) => typed({ plain_text: plainShape(max) })
export const mrkdwn = (max: number) => typed({ mrkdwn: mrkdwnShape(max) })
export const anyText = (max: number) =>
  typed({ plain_text: plainShape(max), mrkdwn: mrkdwnShape(max) })

const id = text(L.actionId)
const date = matching(/^\d{4}-\d{2}-\d{2}$/, 'must be a date: YYYY-MM-DD')
const time = matching(/^\d{2}:\d{2}$/, 'must be a time: HH:mm')
const placeholder = plain(L.placeholder)

const confirm = fields(
  {
    title: plain(L.confirmTitle),
    text: anyText(L.confirmText),
    confirm: plain(L.confirmButton),
    deny: plain(L.confirmButton),
  },
  { style: oneOf('primary', 'danger') },
)

const option = (words: ReturnType<typeof anyText>) =>
  fields(
    { text: words, value: text(L.optionValue) },
    { description: anyText(L.optionDescription), url: url(L.url) },
  )
const plainOption = option(plain(L.optionText))
const anyOption = option(anyText(L.optionText))
const group = fields({
  label: plain(L.optionText),
  options: list(plainOption, L.selectOptions),
})

const optionsOrGroups = rule(
  (value) => (value.options === undefined) !== (value.option_groups === undefined),
  'must have exactly one of options or option_groups',
)
const initialIsAnOption = rule((value) => {
  const has = (wanted: unknown) =>
    [
      value.options,
      ...((value.option_groups as { options: unknown }[]) ?? []).map((g) => g.options),
    ]
      .flatMap((options) => (Array.isArray(options) ? options : []))
      .some((given) => JSON.stringify(given) === JSON.stringify(wanted))
  const initial = value.initial_option ? [value.initial_option] : (value.initial_options ?? [])
  return (initial as unknown[]).every(has)
}, 'initial option must match one of the options')

const action = { action_id: id }
const asked = { ...action, confirm, focus_on_load: flag }
const dispatch = fields(
  {},
  { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 2) },
)
const filter = fields(
  {},
  {
    include: list(oneOf('im', 'mpim', 'private', 'public'), 4),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
)

export const button = fields(
  { text: plain(L.buttonText) },
  {
    ...action,
    confirm,
    url: url(L.url),
    value: text(L.buttonValue),
    style: oneOf('primary', 'danger'),
    accessibility_label: text(75),
  },
)

const select = (
  extra: Parameters<typeof fields>[1],
  required = {},
  ...also: Parameters<typeof all>
) => fields(required, { ...asked, placeholder, ...extra }, all(...also))
const chosen = {
  options: list(plainOption, L.selectOptions),
  option_groups: list(group, L.optionGroups),
}
const several = { max_selected_items: number(1, 100) }
const ids = list(text(50), 100)
const conversations = {
  default_to_current_conversation: flag,
  response_url_enabled: flag,
  filter,
}

const inputField = { ...action, placeholder, focus_on_load: flag, dispatch_action_config: dispatch }

export const interactive = {
  button,
  workflow_button: fields({ text: plain(L.buttonText), workflow: rule(() => true, '') }, action),
  overflow: fields({ options: list(anyOption, L.overflowOptions) }, { ...action, confirm }),
  checkboxes: fields(
    { options: list(anyOption, L.choiceOptions) },
    { ...asked, initial_options: list(anyOption, L.choiceOptions) },
    initialIsAnOption,
  ),
  radio_buttons: fields(
    { options: list(anyOption, L.choiceOptions) },
    { ...asked, initial_option: anyOption },
    initialIsAnOption,
  ),
  static_select: select(
    { ...chosen, initial_option: plainOption },
    {},
    optionsOrGroups,
    initialIsAnOption,
  ),
  multi_static_select: select(
    { ...chosen, ...several, initial_options: list(plainOption, L.selectOptions) },
    {},
    optionsOrGroups,
    initialIsAnOption,
  ),
  external_select: select({ initial_option: plainOption, min_query_length: number(0, 100) }),
  multi_external_select: select({
    ...several,
    initial_options: list(plainOption, L.selectOptions),
    min_query_length: number(0, 100),
  }),
  users_select: select({ initial_user: text(50) }),
  multi_users_select: select({ ...several, initial_users: ids }),
  channels_select: select({ initial_channel: text(50), response_url_enabled: flag }),
  multi_channels_select: select({ ...several, initial_channels: ids }),
  conversations_select: select({ ...conversations, initial_conversation: text(50) }),
  multi_conversations_select: select({ ...conversations, ...several, initial_conversations: ids }),
  datepicker: fields({}, { ...asked, placeholder, initial_date: date }),
  timepicker: fields({}, { ...asked, placeholder, initial_time: time, timezone: text(50) }),
  datetimepicker: fields({}, { ...asked, initial_date_time: number(1_000_000_000, 9_999_999_999) }),
}

export const inputs = {
  plain_text_input: fields(
    {},
    {
      ...inputField,
      initial_value: text(L.inputText, 0),
      multiline: flag,
      min_length: number(0, L.inputText),
      max_length: number(1, L.inputText),
    },
  ),
  number_input: fields(
    { is_decimal_allowed: flag },
    { ...inputField, initial_value: text(100), min_value: text(100), max_value: text(100) },
  ),
  email_text_input: fields({}, { ...inputField, initial_value: text(L.inputText, 0) }),
  url_text_input: fields({}, { ...inputField, initial_value: text(L.inputText, 0) }),
  file_input: fields({}, { ...action, filetypes: list(text(20), 100), max_files: number(1, 10) }),
  rich_text_input: fields(
    {},
    {
      ...inputField,
      initial_value: richText,
      min_lines: number(1, 100),
      max_lines: number(1, 100),
    },
  ),
}

const feedbackButton = fields(
  { text: plain(L.buttonText), value: text(L.buttonValue) },
  { accessibility_label: text(75) },
)
export const contextActions = {
  feedback_buttons: fields(
    { positive_button: feedbackButton, negative_button: feedbackButton },
    action,
  ),
  icon_button: fields(
    { icon: oneOf('trash'), text: plain(L.buttonText) },
    {
      ...action,
      confirm,
      value: text(L.buttonValue),
      accessibility_label: text(75),
      visible_to_user_ids: ids,
    },
  ),
}

const slackFile = fields({}, { id: text(50), url: url(L.imageUrl) })
export const imageFields = {
  required: { alt_text: text(L.altText) },
  optional: { image_url: url(L.imageUrl), slack_file: slackFile },
  also: rule(
    (value) => (value.image_url === undefined) !== (value.slack_file === undefined),
    'must have exactly one of image_url or slack_file',
  ),
}
export const image = fields(imageFields.required, imageFields.optional, imageFields.also)
