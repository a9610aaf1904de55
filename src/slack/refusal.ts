import { WebAPIPlatformError } from '@slack/web-api'
import { sortRefusal } from '../core/delivery/retry.ts'
import { withoutSecrets } from './logger.ts'

const meanings: Record<string, string> = {
  invalid_auth: 'it is not a token that Slack knows',
  not_authed: 'it is empty',
  token_revoked: 'it was revoked',
  token_expired: 'it has expired',
  account_inactive: 'the app was removed from its workspace',
  not_allowed_token_type: 'it is a token of another kind',
  missing_scope: 'it lacks a scope',
  forbidden_team: 'it may not be used in this workspace',
}

/** Whether Slack would not have this token, today or tomorrow; anything else may pass. */
export function isFinal(error: unknown): boolean {
  if (!(error instanceof WebAPIPlatformError)) return false
  const word = error.data.error
  return sortRefusal(word) === 'team' || Object.hasOwn(meanings, word)
}

/**
 * One sentence on why Slack would not have this token, and what to do. What is no refusal of Slack's (its servers cannot be
 * reached, say) is said as it is.
 */
export function refusal(error: unknown, variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN'): string {
  if (!(error instanceof WebAPIPlatformError)) {
    const said = error instanceof Error ? error.message : String(error)
    return `Slack cannot be reached: ${withoutSecrets(said)}.`
  }
  const word = error.data.error
  const where =
    variable === 'SLACK_BOT_TOKEN'
      ? 'under "OAuth & Permissions" (it begins with xoxb-)'
      : 'under "Basic Information", "App-Level Tokens", with the scope connections:write (it begins with xapp-)'
  return `Slack refused ${variable} (${word}): ${meanings[word] ?? 'see its word for it'}. Copy it again from the app's page at https://api.slack.com/apps, ${where}.`
}
