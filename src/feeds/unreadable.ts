/** A document that a parser cannot read: the publisher's to mend. Any other error while one is read is a fault of our own. */
export class UnreadableDocument extends Error {}

/** Runs a parser of others, whatever it throws about the document. Nothing of ours may run inside. */
export async function askParser<T>(parser: string, parse: () => T | Promise<T>): Promise<T> {
  try {
    return await parse()
  } catch (cause) {
    throw new UnreadableDocument(`feeds: ${parser} cannot read it`, { cause })
  }
}

/** Null where the document cannot be read; why is of no use to anybody. Rejects with what is our own. */
export async function unlessUnreadable<T>(read: () => T | Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof UnreadableDocument) return null
    throw error
  }
}
