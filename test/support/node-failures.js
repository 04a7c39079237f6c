/** For `node --test`: each test that failed, with its file, and at the end how many passed and failed. */
export default async function* nodeFailures(events) {
  for await (const { type, data } of events) {
    if (type === 'test:fail' && data.details?.type !== 'suite') {
      const { error } = data.details;
      yield `\n✖ ${data.file ?? ''} > ${data.name}\n${error?.cause?.stack ?? error?.stack ?? String(error)}\n`;
    } else if (type === 'test:diagnostic' && /^(?:pass|fail) \d+$/.test(data.message)) {
      yield `ℹ ${data.message}\n`;
    }
  }
}
