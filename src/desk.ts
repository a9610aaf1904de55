import {
  downloadCompany,
  type LookupNeeds,
  lookUpCompany,
  lookUpTrends,
  shareCompany,
  shareTrends,
  showMore,
} from './lookup.ts'
import type { Desk } from './ports.ts'

export type DeskNeeds = LookupNeeds

/** All that a person can type, press or send, a line each. */
export function openDesk(needs: DeskNeeds): Desk {
  return {
    commands: {
      '/company': (command) => lookUpCompany(needs, command),
      '/trends': (command) => lookUpTrends(needs, command),
    },
    clicks: {
      company_more: (click) => showMore(needs, click),
      company_meant: (click) => showMore(needs, click),
      company_share: (click) => shareCompany(needs, click),
      company_csv: (click) => downloadCompany(needs, click),
      trends_share: (click) => shareTrends(needs, click),
    },
    forms: {},
    home: async () => ({ type: 'home', blocks: [] }),
    invited: async () => ({ kind: 'nothing' }),
    left: async () => {},
    uninstalled: async () => {},
  }
}
