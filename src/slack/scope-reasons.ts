import type { scopes } from './manifest.ts'

type Scope = (typeof scopes)[number]

/** Why the manifest asks for each scope: what does not work without it. */
export const scopeReasons: Readonly<Record<Scope, string>> = {
  'chat:write': 'it posts and updates alerts',
  commands: '/company, /trends and /watch are commands',
  'channels:read': 'it looks up public channels, to join and to list them',
  'groups:read': 'it looks up the private channels that invited it',
  'channels:history':
    'it looks for a message whose outcome is unknown, so that no alert is posted twice',
  'groups:history':
    'it looks for a message whose outcome is unknown in a private channel, so that no alert is posted twice',
  'channels:join': 'it joins the public channels that it is configured for',
  'users:read': "it reads people's time zones, for digests and quiet hours",
  'im:write': 'it answers people where it may not write to the channel',
  'files:write': "it hands out a company's events as a CSV file",
  'app_mentions:read': 'be asked by its name: @Bellwether amazon',
  'im:history': 'be asked in a direct message',
}
