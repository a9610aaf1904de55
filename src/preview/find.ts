import { elementsOf } from './values.ts'
import type { Block, Channel, Team, User, World } from './workspace.ts'

/** How tests and the page name things: by what a person would call them, or by id. */

/** By id, or by name with or without `#`. */
export function findChannel(world: World, name: string): { team: Team; channel: Channel } {
  const bare = name.replace(/^#/, '')
  for (const team of world.teams.values()) {
    const channel =
      team.channels.get(name) ?? [...team.channels.values()].find((one) => one.name === bare)
    if (channel) return { team, channel }
  }
  throw new Error(`preview: no channel "${name}"`)
}

/** By id or name; the first person of the workspace unless told. */
export function findUser(team: Team, name?: string): User {
  const people = [...team.users.values()].filter((user) => !user.isBot)
  const user =
    name === undefined ? people[0] : people.find((one) => one.id === name || one.name === name)
  if (!user) throw new Error(`preview: no user "${name}"`)
  return user
}

/** By action id or block id. */
export function findElement(blocks: Block[], name: string, blockId?: string) {
  const found = elementsOf(blocks).find(
    ({ block, element }) =>
      (element.action_id === name || block.block_id === name) &&
      (blockId === undefined || block.block_id === blockId),
  )
  if (found) return found
  const there = elementsOf(blocks).map(({ element }) => element.action_id)
  throw new Error(`preview: no element "${name}"; there are: ${there.join(', ')}`)
}
