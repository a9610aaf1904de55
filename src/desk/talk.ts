import { parseTalk, type RankingQuestion } from '../core/history/talk.ts'
import { rankingView } from '../views/ranking.ts'
import type { Answer, Reply } from '../views/reply.ts'
import { openly, talkHelp, talkUnclear } from '../views/talk.ts'
import { type LookupNeeds, lookUpCompany, lookUpTrends } from './lookup.ts'
import type { Asker, Command } from './ports.ts'
import { runWatch, type WatchNeeds } from './watch.ts'

/** A mention or a direct message: answered where everybody there sees it. */
export async function talk(needs: WatchNeeds & LookupNeeds, command: Command): Promise<Answer> {
  const answer = await answerTo(needs, command)
  return answer.kind === 'reply' ? { ...answer, reply: openly(answer.reply) } : answer
}

async function answerTo(
  needs: WatchNeeds & LookupNeeds,
  { text, ...asker }: Command,
): Promise<Answer> {
  const talk = parseTalk(text, asker.now, (words) => needs.directory.find(words) !== null)
  switch (talk.kind) {
    case 'company':
      return lookUpCompany(needs, { ...asker, text: talk.question })
    case 'trends':
      return lookUpTrends(needs, { ...asker, text: talk.question })
    case 'watch':
      return runWatch(needs, { ...asker, text: talk.question })
    case 'ranking':
      return { kind: 'reply', reply: await rank(needs, asker, talk.ranking) }
    case 'help':
      return { kind: 'reply', reply: talkHelp }
    case 'unclear':
      return { kind: 'reply', reply: talkUnclear(talk.words) }
    default:
      return talk satisfies never
  }
}

async function rank(
  { history, rates, toUsd }: LookupNeeds,
  { teamId }: Asker,
  asked: RankingQuestion,
): Promise<Reply> {
  return rankingView(await history.findRanking(teamId, asked, rates), asked, toUsd)
}
