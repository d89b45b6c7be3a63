/**
 * Suites side by side: the first of those that wait, as long as there is a lane and what it needs is over. One that wants
 * the machine for itself runs alone, and none that stands behind it overtakes it.
 */

/** @typedef {Pick<import('./suites.mjs').Suite, 'name' | 'needs' | 'alone'>} Runnable */

/**
 * @template {Runnable} S
 * @param {readonly S[]} suites in the order in which they should start; what they need is among them or done
 * @param {number} lanes
 * @param {(suite: S) => Promise<'go on' | 'stop'>} run `stop`: no other is started
 */
export async function sideBySide(suites, lanes, run) {
  let waiting = [...suites];
  /** @type {Map<S, Promise<void>>} */
  const running = new Map();

  /** @param {S} suite */
  const start = async (suite) => {
    if ((await run(suite)) === 'stop') waiting = [];
    running.delete(suite);
  };
  const next = () => {
    const barrier = waiting.findIndex(({ alone }) => alone);
    if ([...running.keys()].some(({ alone }) => alone) || running.size >= lanes) return undefined;
    const unfinished = new Set([...waiting, ...running.keys()].map(({ name }) => name));
    return waiting
      .slice(0, barrier === -1 ? undefined : barrier + 1)
      .find(({ alone, needs = [] }) => !(alone && running.size > 0) && !needs.some((name) => unfinished.has(name)));
  };
  do {
    for (let suite = next(); suite !== undefined; suite = next()) {
      waiting.splice(waiting.indexOf(suite), 1);
      running.set(suite, start(suite));
    }
    await Promise.race(running.values());
  } while (running.size + waiting.length > 0);
}

/**
 * What is said side by side, told one after the other: the first speaks freely, and what the others say is kept until those
 * before them are done.
 * @param {(text: string) => unknown} tell
 */
export function inTurn(tell) {
  /** @typedef {{ text: string, isDone: boolean }} Speaker */
  /** @type {Speaker[]} */
  const speakers = [];
  const tellOn = () => {
    for (let speaker = speakers[0]; speaker !== undefined; speaker = speakers[0]) {
      if (speaker.text !== '') tell(speaker.text);
      speaker.text = '';
      if (!speaker.isDone) return;
      speakers.shift();
    }
  };
  return () => {
    /** @type {Speaker} */
    const speaker = { text: '', isDone: false };
    speakers.push(speaker);
    return {
      hasTurn: () => speakers[0] === speaker,
      say: (/** @type {string} */ text) => {
        speaker.text += text;
        tellOn();
      },
      done: () => {
        speaker.isDone = true;
        tellOn();
      },
    };
  };
}
