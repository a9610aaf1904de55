/**
 * What Slack's words mean for a message that was not taken. The one list for deliveries; what else we ask of Slack knows the few words
 * that it can answer to.
 */

import { doubling } from '../doubling.ts'
import { hourMs, minuteMs } from '../text/calendar.ts'

export type Refusal =
  /** Nothing can be said in this channel until somebody changes something there. */
  | 'channel'
  /** Nothing can be said in this workspace: the token is gone. */
  | 'team'
  /** This message cannot be taken as it is, and never will. */
  | 'message'
  /** This message cannot be changed any more. */
  | 'frozen'
  /** Not done, for a reason that passes. */
  | 'later'
  /** Slack says itself that it may have been done. */
  | 'unknown'

const words: Record<Exclude<Refusal, 'later'>, readonly string[]> = {
  channel: [
    'channel_not_found',
    'is_archived',
    'not_in_channel',
    'is_inactive',
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
    'restricted_action_non_threadable_channel',
    'restricted_action_thread_locked',
    'no_permission',
    'cannot_reply_to_message',
    'slack_connect_file_link_sharing_blocked',
    'user_not_in_channel',
    'messages_tab_disabled',
  ],
  team: [
    'invalid_auth',
    'not_authed',
    'account_inactive',
    'token_revoked',
    'token_expired',
    'no_such_team',
    'org_login_required',
    'ekm_access_denied',
    'missing_scope',
    'not_allowed_token_type',
    'access_denied',
    'enterprise_is_restricted',
    'team_access_not_granted',
    'accesslimited',
  ],
  message: [
    'invalid_blocks',
    'invalid_blocks_format',
    'msg_blocks_too_long',
    'msg_too_long',
    'no_text',
    'invalid_metadata_format',
    'invalid_metadata_schema',
    'metadata_must_be_sent_from_app',
    'metadata_too_large',
    'markdown_text_conflict',
    'too_many_attachments',
    'invalid_attachments',
    'invalid_arguments',
    'invalid_arg_name',
    'thread_not_found',
    'cannot_broadcast',
    'duplicate_channel_not_found',
  ],
  frozen: [
    'message_not_found',
    'cant_update_message',
    'edit_window_closed',
    'cant_broadcast_message',
    'is_not_editable',
    'update_failed',
  ],
  // "It's possible some aspect of the operation succeeded before the error was raised" (Slack, common errors).
  unknown: ['fatal_error', 'internal_error', 'service_unavailable'],
}

const byWord = new Map(
  Object.entries(words).flatMap(([kind, list]) => list.map((word) => [word, kind as Refusal])),
)

/** A word that is not in the list is one that may pass: it is tried again, ever more rarely. */
export function sortRefusal(word: string): Refusal {
  return byWord.get(word) ?? 'later'
}

/** What a person in charge can do about it, for the words that they meet most. */
export function adviceFor(word: string): string {
  return knownAdvice(word) ?? `Slack refuses it with "${word}"`
}

/** As `adviceFor`; null for a word that says nothing to people. */
export function knownAdvice(word: string): string | null {
  return Object.hasOwn(advice, word) ? (advice[word] ?? null) : null
}

const advice: Record<string, string> = {
  is_archived: 'the channel is archived; unarchive it, or take it out of the configuration',
  not_in_channel: 'the bot is not in the channel; invite it',
  channel_not_found: 'the channel does not exist, or is private and the bot was not invited to it',
  token_revoked: 'the bot’s token was revoked; install the app again',
  token_expired: 'the bot’s token has expired; install the app again',
  invalid_auth: 'Slack does not know the bot’s token; copy it again from the app’s page',
  token_unreadable:
    'the bot’s token cannot be read or renewed; TOKEN_KEY must be the key that it was sealed with',
  account_inactive: 'the app was removed from the workspace; install it again',
  missing_scope: 'the app lacks a permission; install it again from `bellwether manifest`',
  not_allowed_token_type:
    'the app has a token of another kind; copy the bot’s token again from the app’s page',
  org_login_required: 'the organisation is being moved in Slack; it works again when that is done',
  ekm_access_denied: 'the organisation’s keys are withdrawn; its administrators can give them back',
  access_denied: 'the workspace does not let the app do this; its administrators can allow it',
  no_permission: 'the workspace does not let the app do this; its administrators can allow it',
  user_disabled:
    'Slack lets the bot send nothing to an account that is deactivated in this workspace',
  user_not_found: 'Slack lets the bot send nothing to an account of another workspace',
  user_not_visible: 'Slack lets the bot send nothing to an account that it cannot see',
  cannot_dm_bot: 'Slack lets the bot send nothing to another bot',
  messages_tab_disabled:
    'direct messages with the bot are switched off; switch on the Messages tab under "App Home" on the app’s page',
  file_uploads_disabled: 'this workspace lets nobody upload files; its administrators can allow it',
  storage_limit_reached: 'this workspace has no room left for files',
  restricted_action: 'the workspace lets only some people post in this channel',
  restricted_action_read_only_channel: 'the channel is read-only for the bot',
}

const secondMs = 1000
/** An outage that is over is noticed so soon. */
const longestMs = 300_000

/** Wait after the nth failure in a row: 2 s, 4 s, 8 s … up to five minutes. `chance` (0 to 1) spreads it by up to a quarter. */
export function backOff(failures: number, chance: number): number {
  const wait = doubling(failures, 2 * secondMs, longestMs)
  return Math.round(wait * (1 + chance / 4))
}

/** Wait before a channel or workspace that refused us is asked again: two minutes, doubling up to an hour. */
export function probeAfter(refusals: number): number {
  return doubling(refusals, 2 * minuteMs, hourMs)
}
