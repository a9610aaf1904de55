import type { Told } from '../story.ts'

/** A story that people labelled. */
export interface LabelledStory {
  told: Told
  /** It tells a layoff or an investment. */
  isNews: boolean
}

/** What words would keep out of stories whose worth is known. */
export interface LabelledTest {
  of: number
  /** News that would be lost, and what is no news. */
  news: number
  other: number
  /** Titles of the news. */
  examples: readonly string[]
}

const mostExamples = 3

export function testLabelled(
  stories: readonly LabelledStory[],
  isMatch: (told: Told) => boolean,
): LabelledTest {
  const matched = stories.filter(({ told }) => isMatch(told))
  const news = matched.filter(({ isNews }) => isNews)
  return {
    of: stories.length,
    news: news.length,
    other: matched.length - news.length,
    examples: news.slice(0, mostExamples).map(({ told }) => told.title),
  }
}
