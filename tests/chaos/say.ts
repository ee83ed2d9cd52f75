/** Tell a line. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Tell whether something holds, and remember when something did not. */
export function verdicts() {
  let sound = true;
  return {
    check(what: string, holds: boolean, detail = ''): void {
      sound &&= holds;
      say(`${holds ? 'ok  ' : 'FAIL'} ${what}${detail && !holds ? `: ${detail}` : ''}`);
    },
    get sound(): boolean {
      return sound;
    },
  };
}
