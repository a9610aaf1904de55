import {
  type Answer,
  type Call,
  INVALID,
  type Methods,
  type Refusal,
  refuse,
  refuseFlaws,
} from './answer.ts'
import { flawsOfView } from './block-kit.ts'
import { isRefusal } from './channels.ts'
import { LIMITS } from './limits.ts'
import { newId, secret, type Team, type View, type World, withIds } from './workspace.ts'

/** The `views.*` methods: a user's stack of modals, and the Home tab. */

interface Written {
  type: 'modal' | 'home'
  title?: NonNullable<View['title']>
  submit?: NonNullable<View['submit']>
  close?: NonNullable<View['close']>
  blocks: unknown[]
  private_metadata?: string
  callback_id?: string
  external_id?: string
  notify_on_close?: boolean
  clear_on_close?: boolean
}

/** A view as an app wrote it, checked. */
export function readView(value: unknown, kinds: ('modal' | 'home')[]): Written | Refusal {
  if (value === INVALID || value === undefined) return refuse('invalid_arguments')
  const flaws = flawsOfView(value, kinds)
  if (flaws.length > 0) return refuseFlaws('invalid_arguments', flaws)
  if (JSON.stringify(value).length > LIMITS.viewBytes) return refuse('view_too_large')
  return value as Written
}

function made(team: Team, userId: string, written: Written): View {
  const id = newId('V')
  return {
    id,
    teamId: team.id,
    userId,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    notify_on_close: false,
    clear_on_close: false,
    ...written,
    blocks: withIds(written.blocks),
    hash: secret(''),
    rootId: id,
    errors: {},
  }
}

/** The same view with new content, as views.update and a submission's answer do it. */
export function rewrite(world: World, team: Team, view: View, written: Written): void {
  const { id, rootId, previousId, userId } = view
  const fresh = made(team, userId, written)
  Object.assign(view, fresh, { id, rootId }, previousId !== undefined && { previousId })
  world.changes.emit('change', { kind: 'modals', teamId: team.id, userId })
}

export function push(world: World, team: Team, userId: string, written: Written): View {
  const stack = team.modals.get(userId) ?? []
  const view = made(team, userId, written)
  const below = stack.at(-1)
  if (below) Object.assign(view, { previousId: below.id, rootId: below.rootId })
  team.modals.set(userId, [...stack, view])
  world.changes.emit('change', { kind: 'modals', teamId: team.id, userId })
  return view
}

/** Slack's own form of a view, as answers and payloads show it. */
export function viewAsSent(team: Team, view: View, state: unknown = { values: {} }) {
  const { rootId, previousId, teamId, userId: _, errors: __, blocks, ...shown } = view
  return {
    ...shown,
    blocks,
    team_id: teamId,
    state,
    title: view.title ?? null,
    submit: view.submit ?? null,
    close: view.close ?? null,
    root_view_id: rootId,
    previous_view_id: previousId ?? null,
    app_id: 'A0PREVIEW00',
    app_installed_team_id: teamId,
    bot_id: team.bot?.botId ?? '',
  }
}

function useTrigger(call: Call) {
  const id = call.args.text('trigger_id')
  const trigger = id === undefined ? undefined : call.world.triggers.get(id)
  if (!trigger || trigger.teamId !== call.team.id) return refuse('invalid_trigger_id')
  if (trigger.used) return refuse('exchanged_trigger_id')
  if (call.world.now() - trigger.madeAt > LIMITS.triggerMs) return refuse('expired_trigger_id')
  return trigger
}

function opening(call: Call, pushing: boolean): Answer {
  const written = readView(call.args.json('view'), ['modal'])
  if (isRefusal(written)) return written
  const trigger = useTrigger(call)
  if (isRefusal(trigger)) return trigger
  const { userId } = trigger
  const stack = call.team.modals.get(userId) ?? []
  if (pushing && stack.length === 0) return refuse('not_found')
  if (pushing && stack.length >= LIMITS.viewStack) return refuse('push_limit_reached')
  if (taken(call.team, written.external_id)) return refuse('duplicate_external_id')
  trigger.used = true
  if (!pushing) call.team.modals.set(userId, [])
  const view = push(call.world, call.team, userId, written)
  return { ok: true, view: viewAsSent(call.team, view) }
}

const allViews = (team: Team): View[] => [
  ...[...team.modals.values()].flat(),
  ...team.homes.values(),
]

const taken = (team: Team, externalId: string | undefined): boolean =>
  Boolean(externalId) && allViews(team).some((view) => view.external_id === externalId)

export const views: Methods = {
  'views.open': { tier: 4, run: (call) => opening(call, false) },
  'views.push': { tier: 4, run: (call) => opening(call, true) },
  'views.update': {
    tier: 4,
    run(call) {
      const written = readView(call.args.json('view'), ['modal', 'home'])
      if (isRefusal(written)) return written
      const [id, externalId] = [call.args.text('view_id'), call.args.text('external_id')]
      const view = allViews(call.team).find(
        (one) => one.id === id || (externalId !== undefined && one.external_id === externalId),
      )
      if (!view || view.type !== written.type) return refuse('not_found')
      const hash = call.args.text('hash')
      if (hash !== undefined && hash !== view.hash) return refuse('hash_conflict')
      rewrite(call.world, call.team, view, written)
      return { ok: true, view: viewAsSent(call.team, view) }
    },
  },
  'views.publish': {
    tier: 4,
    run(call) {
      const written = readView(call.args.json('view'), ['home'])
      if (isRefusal(written)) return written
      const user = call.team.users.get(call.args.text('user_id') ?? '')
      if (!user) return refuse('invalid_arguments')
      const shown = call.team.homes.get(user.id)
      const hash = call.args.text('hash')
      if (hash !== undefined && hash !== shown?.hash) return refuse('hash_conflict')
      const view = made(call.team, user.id, written)
      if (shown) Object.assign(view, { id: shown.id, rootId: shown.id })
      call.team.homes.set(user.id, view)
      const { id: teamId } = call.team
      call.world.changes.emit('change', { kind: 'home', teamId, userId: user.id })
      return { ok: true, view: viewAsSent(call.team, view) }
    },
  },
}
