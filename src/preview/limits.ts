/**
 * Slack's published limits, and the few that people found by running into them. Lengths are in
 * characters unless a name says otherwise. One place, so that a change at Slack is one line here.
 */
export const LIMITS = {
  /** chat.postMessage and chat.update. Slack cuts silently at this length; we refuse, to be told. */
  text: 40_000,
  blocksPerMessage: 50,
  blocksPerView: 100,
  /** `msg_blocks_too_long`: all text of all blocks. Undocumented; slackapi/bolt-js issue 2509. */
  blocksText: 13_200,
  blockId: 255,
  actionId: 255,
  header: 150,
  sectionText: 3000,
  sectionFields: 10,
  sectionField: 2000,
  contextElements: 10,
  contextActions: 5,
  actionsElements: 25,
  /** Of one markdown block, and of all of them in a message together. */
  markdown: 12_000,
  alertText: 200,
  imageUrl: 3000,
  altText: 2000,
  imageTitle: 2000,
  cardTitle: 150,
  cardSubtitle: 150,
  cardBody: 200,
  cardActions: 3,
  carouselCards: 10,
  containerTitle: 150,
  containerChildren: 10,
  tableRows: 100,
  tableColumns: 20,
  tablesPerMessage: 1,
  dataTableRows: 101,
  dataTableText: 20_000,
  dataTablePage: 100,
  chartsPerMessage: 2,
  chartTitle: 50,
  chartSeries: 6,
  chartPoints: 20,
  chartLabel: 20,
  chartAxisLabel: 50,
  videoTitle: 200,
  videoAuthor: 50,
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  overflowOptions: 5,
  choiceOptions: 10,
  selectOptions: 100,
  optionGroups: 100,
  optionText: 75,
  optionDescription: 75,
  optionValue: 150,
  placeholder: 150,
  inputLabel: 2000,
  inputHint: 2000,
  inputText: 3000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  modalTitle: 24,
  modalButton: 24,
  callbackId: 255,
  privateMetadata: 3000,
  viewBytes: 250_000,
  viewStack: 3,
  /** Of the whole metadata object, as JSON. */
  metadataBytes: 16_000,
  attachments: 100,
  historyPage: 999,
  listPage: 1000,
  triggerMs: 3000,
  acknowledgeMs: 3000,
  responseUrlUses: 5,
  responseUrlMs: 30 * 60_000,
  socketConnections: 10,
  uploadBytes: 50_000_000,
} as const

/** chat.postMessage: about one a second and channel, with short bursts. */
export const POSTING = { perSecond: 1, burst: 4 } as const

/** Calls a minute, a method and a workspace. */
export const TIERS = { 1: 1, 2: 20, 3: 50, 4: 100, none: Number.POSITIVE_INFINITY } as const
export type Tier = keyof typeof TIERS
