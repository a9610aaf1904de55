/** The advisory locks that we take. Only their difference means something; the first half says that they are ours ("BELL"). */
const ours = 0x42454c4c * 2 ** 20

export const locks = {
  migration: ours + 1,
  /** Whoever records holds it to the end of its transaction, and so reads all that was recorded before. */
  recording: ours + 2,
  /** The first half of the lock of a workspace's token. */
  installation: 0x42454c4c,
}
